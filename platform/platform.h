/* platform - every call into Linux; what returns int gives >= 0, or a negative errno. */
#ifndef PLATFORM_PLATFORM_H
#define PLATFORM_PLATFORM_H

#include "core/fmt.h"
#include "core/diag.h"
#include "core/nl.h"
#include "core/sock.h"
#include "core/unixsock.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- out.c: stdout, stderr ---- */

enum {
	OS_ROW = 32 * 1024, /* bytes that a row may have */
};

/* Comes before all else: makes sure that files opened later do not become stdin, stdout or stderr. */
void os_start(void);

/* Says which command speaks in messages. */
void os_speak_as(const char *command);

/* Where stdout's next bytes go; has room for OS_ROW of them. A flush comes only between two calls. */
struct fmt *os_out(void);

/*
 * Writes what is waiting; gives the first error of any write to stdout so far.
 */
int os_flush(void);

/* `command: subject: reason` on stderr, after what is waiting for stdout. `error` is an errno. */
void os_complain(const char *subject, int error);

/* The same with a reason in words; NULL: `command: subject`. */
void os_complain_of(const char *subject, const char *reason);

/* `command: word value: reason` (value may be NULL) and a line that points at --help. */
void os_complain_usage(const char *word, const char *value, const char *reason);

/* While muted, nothing is written to stderr. */
void os_mute(bool muted);

/* A text on stderr as it stands. */
void os_note(const char *text);

/* ---- reason.c: errors in words ---- */

enum {
	OS_REASON = 32, /* bytes of a buffer */
};

/* An errno in words; `buf` is written to for one that has none. */
const char *os_reason(char buf[OS_REASON], int error);

/* ---- root.c: the proc root ---- */

enum {
	OS_PATH = 4096, /* bytes of the longest path and its NUL */
};

/* Reads `dir` in place of /proc from now on; fails when it is no folder that may be read. */
int os_set_root(const char *dir);

/* True while the files are those that netlink tells of: /proc, and our own network namespace. */
bool os_root_is_live(void);

/* True for /proc itself. */
bool os_root_is_proc(void);

/* True for a live proc file system that shows other processes than /proc does, like a host's. */
bool os_root_is_foreign(void);

/*
 * From now on net/ is that of this process; `moved` is to say whether another one has been chosen
 * in the place of a process that has ended.
 */
void os_use_netns(uint32_t pid, bool (*moved)(void));
bool os_netns_moved(void);

/* The path of a file below the root, as it is opened and as messages name it. */
int os_path(char path[OS_PATH], const char *name);

/* True when there is such a file or folder below the root. */
bool os_exists(const char *name);

/* Complains of a file below the root. */
void os_complain_file(const char *name, int error);

/* ---- lines.c: text files, line by line ---- */

struct os_lines {
	const char *line; /* without its newline; valid until the next call */
	size_t len;
	bool whole; /* it had a newline */
	int fd;
	unsigned bad;
	bool end;
	uint64_t read; /* bytes so far */
	char *from;    /* what is read and not yet given: from..to */
	char *to;
	char path[OS_PATH];
	char buf[16 * 1024];
};

/* Opens `name` below the root; never waits for what is no plain file. */
int os_lines_open(struct os_lines *in, const char *name);

/* Opens a file anywhere. */
int os_lines_open_path(struct os_lines *in, const char *path);

/* The next line: 1, or 0 at the end or after an interrupt. One longer than the buffer is counted as bad and passed over. */
int os_lines_next(struct os_lines *in);

/* Where in the file the line just given begins, in bytes. */
uint64_t os_lines_offset(const struct os_lines *in);

/* Counts the line just given as not understood. */
void os_lines_bad(struct os_lines *in);

/* Closes and complains of a negative `r` or of bad lines; gives an exit status. */
int os_lines_close(struct os_lines *in, int r);

/* ---- netlink.c: requests to the kernel ---- */

enum {
	OS_NETLINK_SOCK_DIAG = 4, /* include/uapi/linux/netlink.h */
};

struct os_netlink {
	int fd;
	uint32_t seq;
	struct nl_walk walk;
	uint8_t buf[32 * 1024]; /* the most that the kernel puts into one reply to a dump */
};

/* Opens a socket of a netlink protocol. */
int os_netlink_open(struct os_netlink *n, int protocol);

/* Sends a request whose header holds n->seq, and receives the first part of the answer. */
int os_netlink_ask(struct os_netlink *n, const void *request, size_t len);

/* The next message of the answer: 1, or 0 when it is complete. */
int os_netlink_next(struct os_netlink *n, struct nl_msg *m);

void os_netlink_close(struct os_netlink *n);

/* ---- sockets.c: the internet sockets of a protocol and family, from their file ---- */

struct os_sockets {
	enum sock_proto proto;
	enum addr_family family;
	struct os_lines lines;
};

/* The table's name below the root: net/tcp and its like. */
const char *os_sockets_file(enum sock_proto proto, enum addr_family family);

/* -ENOENT: this kernel has no such table. */
int os_sockets_open(struct os_sockets *in, enum sock_proto proto, enum addr_family family);

/* The next socket: 1, or 0 at the end. */
int os_sockets_next(struct os_sockets *in, struct sock *s);

/* As os_lines_close. */
int os_sockets_close(struct os_sockets *in, int r);

/* ---- diag.c: the TCP sockets of a family, from the kernel by sock_diag ---- */

enum {
	OS_DIAG_KEPT = 128,
};

/* What becomes of the sockets of the other family, which one walk of the kernel's table finds, too. */
enum os_diag_others {
	OS_DIAG_NONE, /* the kernel leaves them out */
	OS_DIAG_KEEP, /* they are kept, if they are few, for the next os_diag_open to ask for them */
	OS_DIAG_MIXED, /* they are given as they come, and the next os_diag_open gives none */
};

/* All zero at first. */
struct os_diag {
	enum addr_family family;
	enum os_diag_others others;
	bool again;    /* what is given was kept */
	bool all_kept; /* nothing is left to ask for */
	unsigned kept; /* sockets that should have been kept */
	unsigned given;
	struct sock others_kept[OS_DIAG_KEPT];
	struct os_netlink netlink;
};

/*
 * Those whose state's bit (1 << enum sock_state) is in `states`. Any refusal is known here, so
 * that the file can be read instead; so is a root that is not this machine's.
 */
int os_diag_open(struct os_diag *in, enum addr_family family, uint32_t states,
	enum os_diag_others others);

/* As os_sockets_next and os_sockets_close. */
int os_diag_next(struct os_diag *in, struct sock *s);
int os_diag_close(struct os_diag *in, int r);

/* ---- unix.c: the unix sockets, from their file, checked by sock_diag ---- */

/*
 * Opens the table, one at a time. With `check`, and where sock_diag answers: while some name holds
 * a newline, a line that may be a piece of a name counts as not understood. -ENOENT: this kernel
 * has no unix sockets.
 */
int os_unix_open(bool check);

/* The next socket, its name whole: 1, or 0 at the end. */
int os_unix_next(struct unixsock *u);

/* As os_lines_close. */
int os_unix_close(int r);

/* ---- processes.c: the processes below the root, and their names ---- */

enum {
	OS_PROGRAM = 4096, /* bytes of a program's name that are kept */
};

struct os_folder {
	int fd;
	int at, len; /* what is read and not yet given */
	char buf[16 * 1024] __attribute__((aligned(8)));
};

/* Opens `path` as openat(2) does. */
int os_folder_open(struct os_folder *d, int at, const char *path);

/* The next name that begins with no dot: 1, or 0 at the end. It is valid until the next call. */
int os_folder_next(struct os_folder *d, const char **name);

void os_folder_close(struct os_folder *d);

/* The folder of all processes; os_folder_close closes it. */
int os_processes_open(struct os_folder *d);

/* The next process, as its folder's name and as a number: 1, or 0 at the end or after an interrupt. */
int os_processes_next(struct os_folder *d, const char **name, uint32_t *pid);

/* The length of the name that netstat -p shows, 0 for none; it points into `buf`. */
size_t os_process_name(const struct os_folder *d, const char *pid, char buf[OS_PROGRAM],
	const char **name);

/* ---- netns.c: the network namespaces that processes live in ---- */

enum {
	OS_NETNS = 8192, /* namespaces told apart */
};

struct os_netns {
	uint64_t inode;	  /* 0: it may not be read */
	uint32_t pid;	  /* a process that lives in it */
	const char *name; /* untrusted; that process's */
	size_t name_len;
	char buf[OS_PROGRAM];
};

/* Finds all of them, each once; gives their number. Not more than OS_NETNS: *fits is false. */
int os_netns_load(bool *fits);

/* From now on net/ is that of the i-th of them. False: it is gone. */
bool os_netns_enter(unsigned i, struct os_netns *n);

/* The same for the one that a process lives in; on errors pid is 0. -ESRCH: no such process. */
int os_netns_enter_process(uint32_t pid, struct os_netns *n);

/* False when no process lives in the one that net/ is of, any more. */
bool os_netns_is_there(void);

/* Complains of those that a mount alone keeps alive. */
void os_netns_complain_of_hidden(void);

/* ---- owners.c: which process holds a socket ---- */

/* One anonymous mapping that grows with the machine. All zero: nothing loaded yet. */
struct os_owners {
	union os_owner_cell *cells;
	uint32_t capacity; /* cells mapped */
	uint32_t used;	   /* cells of processes; the heads of the hash chains stand behind them */
	uint32_t shift;	   /* of a 64-bit hash, so that what is left counts the heads */
	uint32_t sockets;
	uint32_t readable; /* processes whose descriptors could be read */
	bool refused;	   /* those of others could not */
};

struct os_owner {
	uint32_t pid;
	uint32_t process; /* what os_owners_get knows it by */
	uint32_t others;  /* processes with higher PIDs that hold the socket */
	const char *name; /* untrusted; points into the mapping, valid until the next load */
	size_t name_len;
};

/* Reads the descriptors of all processes below the root anew. */
int os_owners_load(struct os_owners *o);

/* The user that the kernel takes this program for. */
uint32_t os_user_id(void);

/* The process with the lowest PID above `above` that holds the socket. False: none is known. */
bool os_owners_find(const struct os_owners *o, uint64_t inode, uint32_t above,
	struct os_owner *owner);

/* A process that os_owners_find gave since the last load. */
void os_owners_get(const struct os_owners *o, uint32_t process, struct os_owner *owner);

/* ---- names.c: /etc/services, /etc/protocols, /etc/passwd ---- */

/*
 * Reads those of the files that were not read yet, before a table: a complaint must not come
 * between the cells of a row. Gives an exit status; a file that is missing has no names.
 */
int os_names_load(bool services, bool protocols, bool users);

enum {
	OS_NAME = 2048, /* bytes of the longest name that these and os_host_name append */
};

/* Appends the name of a port, of a raw socket's protocol or of a user; false when it has none. */
bool os_port_name(struct fmt *f, enum sock_proto proto, uint16_t port);
bool os_user_name(struct fmt *f, uint32_t uid);

/*
 * Looks up a service, by name or alias, in /etc/services: its ports for TCP and for UDP, 0 where
 * it has none. False: there is no such service, or no such file.
 */
bool os_service_ports(const char *name, size_t len, uint16_t *tcp, uint16_t *udp);

/* ---- hosts.c: /etc/hosts, and the name servers of /etc/resolv.conf ---- */

enum {
	OS_HOSTS = 4096, /* addresses whose names are looked for */
};

/* Notes an address whose name will be asked for; 0.0.0.0 and :: have none. */
void os_hosts_want(const struct addr *a);

/* Begins a new listing: 2 s for its questions, and room for its names. */
void os_hosts_round(void);

/*
 * Finds the names of all that were noted and not looked for before, within 2 s; before a table,
 * as above. Gives an exit status; a file that is missing has no names. Says once on stderr when
 * there are more addresses or longer names than it can hold.
 */
int os_hosts_resolve(void);

/* Appends the name of an address that was noted; false when none was found. */
bool os_host_name(struct fmt *f, const struct addr *a);

/* ---- seed.c: secrets ---- */

/* Bytes that nobody can know beforehand, other ones with each call; for hashes, not for keys. */
void os_seed(uint8_t seed[16]);

/* ---- install.c: links to this program ---- */

/*
 * Makes `name` in `dir` a link to this program, symbolic or hard. One that is there already is
 * fine; another file of that name is -EEXIST. `self` is argv[0], used where there is no /proc.
 */
int os_link_self(const char *dir, const char *name, bool symbolic, const char *self);

/* ---- clock.c: time and signals ---- */

/*
 * From now on SIGINT and SIGTERM make os_interrupted true and end a pause; one that
 * comes a second later or more kills.
 * One that the parent ignores stays ignored unless `always`.
 */
void os_catch_interrupt(bool always);
bool os_interrupted(void);

/* Ends this program by the signal that it has caught. */
void os_die_of_interrupt(void);

/* Nanoseconds of a clock that nobody sets. */
uint64_t os_now(void);

/*
 * Sleeps until the time that is due: `nanoseconds` after the last due time, so that pauses do
 * not drift; after the call itself if it is the first or the due time has passed already.
 */
void os_pause(uint64_t nanoseconds);

#endif
