/* unixsock - one unix socket, and its line in /proc/net/unix. */
#ifndef CORE_UNIXSOCK_H
#define CORE_UNIXSOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	UNIXSOCK_NAME = 108, /* bytes of the longest name: sun_path, unix(7) */
};

enum unixsock_flag {
	UNIXSOCK_LISTENING = 0x10000, /* SO_ACCEPTCON */
	UNIXSOCK_WAIT_DATA = 0x20000, /* SO_WAITDATA and SO_NOSPACE: kernels before 2.4 */
	UNIXSOCK_NO_SPACE = 0x40000,
};

/* As the kernel numbers them (socket_state of include/uapi/linux/net.h). */
enum unixsock_state {
	UNIXSOCK_FREE,
	UNIXSOCK_UNCONNECTED,
	UNIXSOCK_CONNECTING,
	UNIXSOCK_CONNECTED,
	UNIXSOCK_DISCONNECTING,
};

struct unixsock {
	uint32_t refcount;
	uint32_t protocol;
	uint32_t flags;
	uint32_t type;	/* SOCK_STREAM and its like, socket(2) */
	uint32_t state; /* enum unixsock_state, or a number unknown to it */
	uint64_t inode;
	bool has_inode; /* false on kernels whose table lacks the column */
	bool has_name;
	size_t name_len;	  /* 0 also for a name that begins with a newline */
	char name[UNIXSOCK_NAME]; /* as the kernel prints it: `@` stands for each NUL */
};

/* True for the heading; *inodes says whether its table has an inode column. */
bool unixsock_is_heading(const char *line, size_t len, bool *inodes);

/*
 * One row, without its newline; all that follows the inode's one blank is the name. A row
 * whose line was cut short (`whole` is false) may have lost part of its name and is malformed.
 * False: malformed, *u is undefined. proc(5), /proc/net/unix.
 */
bool unixsock_parse(struct unixsock *u, const char *line, size_t len, bool inodes, bool whole);

/*
 * A line that goes on with the name of the row before it, whose newline the kernel printed as
 * it stands. Unless it is `known` to do so, it must not look like a row, even a damaged one.
 * False: that, or it holds a NUL, or the name would grow longer than a name can be.
 */
bool unixsock_continue(struct unixsock *u, const char *line, size_t len, bool known);

/* Type and state as net-tools spells them. */
const char *unixsock_type_name(const struct unixsock *u);
const char *unixsock_state_name(const struct unixsock *u);

#endif
