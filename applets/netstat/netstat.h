/* netstat - what the tables of netstat share. */
#ifndef NETSTAT_NETSTAT_H
#define NETSTAT_NETSTAT_H

#include "build/config.h"
#include "core/applet.h"
#include "core/json.h"
#include "core/sctp.h"
#include "core/table.h"
#include "platform/platform.h"

/* The bits of struct args. */
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

	PORT = ENABLE_NETSTAT_FILTERS << 22,
	LOCAL = ENABLE_NETSTAT_FILTERS << 23,
	REMOTE = ENABLE_NETSTAT_FILTERS << 24,
	STATE = ENABLE_NETSTAT_FILTERS << 25,
	PROGRAM = ENABLE_NETSTAT_FILTERS && ENABLE_NETSTAT_PROGRAMS ? 1 << 26 : 0,
	COUNT_BY = ENABLE_NETSTAT_COUNT << 27,
	TOP = ENABLE_NETSTAT_COUNT << 28,
	JSON = ENABLE_JSON << 29,
	NETNS = ENABLE_NETNS << 30,
	ALL_NETNS = ENABLE_NETNS * (1ull << 31),

	/* No options, but what follows from them: */
	TEXT = 1ull << 32,				       /* no JSON */
	ROWS = 1ull << 33,				       /* rows are shown */
	COLLECT = ENABLE_HOSTS * (1ull << 34),		       /* only note their addresses */
	HOLDERS = ENABLE_NETSTAT_PROGRAMS * (1ull << 35),      /* who holds a socket matters */
	ORIGIN = ENABLE_JSON && ENABLE_NETNS ? 1ull << 36 : 0, /* JSON names the namespace */
	ALWAYS = 1ull << 37,

	/* Tables of other things than sockets: */
	ROUTES = ENABLE_NETSTAT_ROUTES * (1ull << 38),
	IFACES = ENABLE_NETSTAT_IFACES * (1ull << 39),
	GROUPS = ENABLE_NETSTAT_GROUPS * (1ull << 40),
	STATISTICS = ENABLE_NETSTAT_STATISTICS * (1ull << 41),
	MASQUERADE = ENABLE_NETSTAT_MASQUERADE * (1ull << 42),
	CACHE = ENABLE_NETSTAT_ROUTES * (1ull << 43),
	FIB = ENABLE_NETSTAT_ROUTES * (1ull << 44),
	SYMBOLIC = 1ull << 45,	   /* of hardware, which has no names here */
	TWICE_EXTEND = 1ull << 46, /* -ee */
	JSON_PROGRAMS = ENABLE_JSON && ENABLE_NETSTAT_PROGRAMS ? 1ull << 47 : 0,

	INET = TCP | UDP | UDPLITE | RAW | SCTP,
	FAMILIES = IPV4 | IPV6,
	FILTERS = PORT | LOCAL | REMOTE | STATE | PROGRAM,
	ENDS = PORT | LOCAL | REMOTE, /* filters that only rows with ports and addresses match */
	NETNSES = NETNS | ALL_NETNS,
	NAMED = INET | ROUTES | GROUPS | MASQUERADE, /* what shows names of hosts */
	TABLES = ROUTES | IFACES | GROUPS | STATISTICS | MASQUERADE,
};

/* What is shown: options after all defaults have been filled in. */
struct view {
	uint64_t show;	/* the bits above */
	uint64_t named; /* protocols and families that the user asked for by name */
	struct os_owners owners;
	bool refusal_said; /* the note that processes may not be read */
	bool hidden_said;  /* which namespaces are out of sight */
	bool again;	   /* not the first round of -c */
	struct json *json; /* NULL: text */
	struct os_netns *netns;
};

enum {
	COLUMNS = 24,	    /* the most that a table has */
	NETSTAT_ORIGIN = 3, /* those of netstat_origin */
};

/* The columns of netstat_origin; gives their number, 0 where it has no cells. */
unsigned netstat_origin_columns(const struct view *v, struct column columns[NETSTAT_ORIGIN]);

/*
 * A column that a table may have, as CHOICES makes it. Its key and its heading are not here but in
 * a text of all of them, one behind the other: pointers would take more bytes than that.
 */
struct choice {
	uint8_t align : 1, width : 7; /* as in struct column */
	uint8_t bit;		      /* of v->show, as a number from 1 on; 0: configured out */
};

/* Declares `choices` and `texts` from a list of C(key, heading, align, width, bit). */
#define CHOICES(list)                                                                              \
	static const struct choice choices[] = { list(CHOICE) };                                   \
	static const char texts[] = list(CHOICE_TEXTS)
#define CHOICE(key, heading, align, width, bit)                                                    \
	{ align, width, (uint8_t)__builtin_ffsll((int64_t)(bit)) },
#define CHOICE_TEXTS(key, heading, align, width, bit) PACKED(key) "\0" PACKED(heading) "\0"

/*
 * A table of those columns whose bit is set in v->show, and of netstat_origin's; they are copied to
 * `columns`, and their texts to the one place there is for those of a table.
 */
struct table netstat_table(const struct view *v, const struct choice *choices, size_t count,
	const char *texts, struct column columns[COLUMNS]);

/* Each shows one table under its heading, and gives an exit status. */
int netstat_inet(const struct view *v);
int netstat_unix(const struct view *v);
int netstat_routes(const struct view *v);
int netstat_ifaces(const struct view *v);
int netstat_groups(const struct view *v);
int netstat_statistics(const struct view *v);
int netstat_masquerade(const struct view *v);

/* The SCTP rows of the internet table; *found says whether the kernel has SCTP. */
int netstat_sctp(const struct view *v, struct table *t, bool *found);

/* Reads which process holds which socket, with a note on stderr about those that may not be read. */
int netstat_load_programs(struct view *v);

/* `(servers and established)` and its like, behind the name of a table. */
void netstat_title(const struct view *v, const char *name);

/*
 * After a table could not be opened: complains as far as it must, and gives an exit status. One
 * that the kernel lacks is an error only when it was asked for by name, and else silent unless -v.
 */
int netstat_lacks(const struct view *v, const char *file, int error, bool named);

/* Cells that several tables have. In JSON an endpoint is three: address, port, port number. */
void netstat_endpoint(const struct view *v, struct table *t, enum sock_proto proto,
	const struct addr *a, uint16_t port);
void netstat_address(const struct view *v, struct fmt *f, const struct addr *a);
void netstat_port(const struct view *v, struct fmt *f, enum sock_proto proto, uint16_t port);
void netstat_program(const struct view *v, struct table *t, uint64_t inode);

/* The cells of -e and of -p, as far as they are asked for. */
void netstat_owner(const struct view *v, struct table *t, uint32_t uid, uint64_t inode);

/* Cells that only JSON has: what kind of socket it is, and the last ones, of its namespace. */
void netstat_nature(const struct view *v, struct table *t, enum sock_proto proto, bool ipv6);
void netstat_origin(const struct view *v, struct table *t);

enum {
	STATE_TEXT = 12, /* bytes of the longest state that has no name */
};

/* What the column of states shows; it is written to `buf` when the state has no name. */
const char *netstat_state(char buf[STATE_TEXT + 1], enum sock_proto proto, unsigned state);

/* The column of protocols, as net-tools spells them. */
const char *netstat_proto(enum sock_proto proto, enum addr_family family);
const char *netstat_unix_proto(const struct unixsock *u);

/* ---- netns.c ---- */

/*
 * Finds the namespaces to show, or goes to that of process `pid`; gives their number. Below 0:
 * there is none, which it has complained of; some are left out: *status is set.
 */
int netstat_netns_find(const struct view *v, uint32_t pid, int *status);

/* Behind its tables: false, with a complaint, when the only one to show was not there to the end. */
bool netstat_netns_stays(const struct view *v);

/* Shows what one namespace has in each of them, with a title each; gives an exit status. */
int netstat_netns_each(const struct view *v, int count, int (*show)(const struct view *v));

/* ---- filter.c ---- */

/* Reads the arguments of the filters; gives an exit status. */
int netstat_filter_open(const struct args *a);

/* Whether a row is kept; that some row was is remembered. */
bool netstat_filter_inet(const struct view *v, enum sock_proto proto, const struct sock *s);
bool netstat_filter_sctp(const struct view *v, const struct sctp *s);
bool netstat_filter_unix(const struct view *v, const struct unixsock *u);

/* The TCP states that --state names, a bit (1 << enum sock_state) each. */
uint32_t netstat_filter_states(void);

/* Whether any row was kept since netstat_filter_open. */
bool netstat_filter_matched(void);

/* ---- count.c ---- */

/* Reads the arguments of --count and --top; gives an exit status. */
int netstat_count_open(const struct args *a);

/* Whether programs are counted. */
bool netstat_count_programs(void);

/* Counts a row; a row that has no such field is none. */
void netstat_count_inet(const struct view *v, enum sock_proto proto, const struct sock *s);
void netstat_count_unix(const struct view *v, const struct unixsock *u);

/* Shows what was counted, and begins anew. */
int netstat_count_show(const struct view *v);

/* --help states */
int netstat_topic(const char *word);

#endif
