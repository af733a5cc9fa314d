/* processes - processes, their namespaces and their sockets. */
#ifndef PLATFORM_PROCESSES_H
#define PLATFORM_PROCESSES_H

#include "core/fmt.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* A table that grows with the machine; there can be one. All zero: nothing loaded yet. */
struct os_owners {
	union os_owner_cell *cells;
	uint32_t capacity; /* cells there is room for */
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
	const char *name; /* untrusted; points into the table, valid until the next load */
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

#endif
