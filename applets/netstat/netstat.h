/* netstat - what the tables of netstat share. */
#ifndef NETSTAT_NETSTAT_H
#define NETSTAT_NETSTAT_H

#include "build/config.h"
#include "core/applet.h"
#include "core/table.h"
#include "platform/platform.h"

enum {
	TCP = 1 << 0,
	UDP = 1 << 1,
	UDPLITE = 1 << 2,
	RAW = 1 << 3,
	SCTP = ENABLE_NETSTAT_SCTP << 4,
	UNIX = ENABLE_NETSTAT_UNIX << 5,
	IPV4 = 1 << 6,
	IPV6 = 1 << 7,
	FAMILY = 1 << 8,
	ALL = 1 << 9,
	LISTENING = 1 << 10,
	NUMERIC = 1 << 11,
	NUMERIC_HOSTS = 1 << 12,
	NUMERIC_PORTS = 1 << 13,
	NUMERIC_USERS = 1 << 14,
	PROGRAMS = ENABLE_NETSTAT_PROGRAMS << 15,
	EXTEND = 1 << 16,
	TIMERS = 1 << 17,
	WIDE = 1 << 18,
	CONTINUOUS = 1 << 19,
	INTERVAL = 1 << 20,
	VERBOSE = 1 << 21,

	INET = TCP | UDP | UDPLITE | RAW | SCTP,
	FAMILIES = IPV4 | IPV6,
};

/* What is shown: options after all defaults have been filled in. */
struct view {
	uint64_t show;	/* the bits above */
	uint64_t named; /* protocols and families that the user asked for by name */
	struct os_owners owners;
	bool refusal_said; /* the note that processes may not be read */
};

/* How many columns a table of sockets has at the most. */
enum {
	COLUMNS = 10,
};

/* Each shows one table under its heading, and gives an exit status. */
int netstat_inet(const struct view *v);
int netstat_unix(const struct view *v);

/* The SCTP rows of the internet table; *found says whether the kernel has SCTP. */
int netstat_sctp(const struct view *v, struct table *t, bool *found);

/* Reads which process holds which socket, with a note on stderr about those that may not be read. */
int netstat_load_programs(struct view *v);

/* `(servers and established)` and its like, behind the name of a table. */
void netstat_title(const struct view *v, const char *name);

/* Cells that several tables have. */
void netstat_endpoint(const struct view *v, struct table *t, enum sock_proto proto,
	const struct addr *a, uint16_t port);
void netstat_state(struct table *t, unsigned state);
void netstat_program(const struct view *v, struct table *t, uint64_t inode);

/* The cells of -e and of -p, as far as they are asked for. */
void netstat_owner(const struct view *v, struct table *t, uint32_t uid, uint64_t inode);

/* --help states */
int netstat_topic(const char *word);

#endif
