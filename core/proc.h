/* proc - what /proc/PID says of a process: its sockets and its name. */
#ifndef CORE_PROC_H
#define CORE_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The inode in the target of a /proc/PID/fd link: `socket:[5711]`, before 2.2 `[0000]:5711`.
 * False when it is not a socket. proc(5).
 */
bool proc_socket_inode(const char *link, size_t len, uint64_t *inode);

/* The inode in the target of a /proc/PID/ns/net link: `net:[4026531840]`. namespaces(7). */
bool proc_netns_inode(const char *link, size_t len, uint64_t *inode);

struct proc_mount {
	uint64_t inode;
	const char *point; /* where it is mounted, as the kernel escapes it; points into the line */
	size_t point_len;
};

/* A line of mountinfo; false unless it mounts a network namespace. proc(5). */
bool proc_netns_mount(struct proc_mount *m, const char *line, size_t len);

/* The number that a folder name of /proc is. False for other names, and for leading zeros. */
bool proc_pid(const char *name, size_t len, uint32_t *pid);

/*
 * The name in a process's cmdline: its first argument, of which only what follows the last
 * slash when it begins with one. Gives its length, 0 for none; *name points into the text.
 */
size_t proc_cmdline_name(const char *cmdline, size_t len, const char **name);

/* The name in /proc/PID/stat: between the first `(` and the last `)`. Length and *name as above. */
size_t proc_stat_name(const char *stat, size_t len, const char **name);

#endif
