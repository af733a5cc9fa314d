/* synwatch - what the files of this applet share: options, one sample, what it means. */
#ifndef APPLETS_SYNWATCH_SYNWATCH_H
#define APPLETS_SYNWATCH_SYNWATCH_H

#include "core/applet.h"
#include "core/conntrack.h"
#include "core/json.h"
#include "core/topk.h"

#include "build/config.h"
#include "platform/platform.h"

enum {
	NUMERIC = 1 << 0,
	IPV4 = 1 << 1,
	IPV6 = 1 << 2,
	ONLY_PORTS = 1 << 3,
	TOP = 1 << 4,
	WATCH = 1 << 5,
	LOG = 1 << 6,
	SYSLOG = 1 << 7,
	CONNTRACK = 1 << 8,
	PREFIX4 = 1 << 9,
	PREFIX6 = 1 << 10,
	ELEVATED_AT = 1 << 11,
	FLOOD_AT = 1 << 12,
	PER_SOURCE = 1 << 13,
	BLOCK = ENABLE_SYNWATCH_BLOCK << 14,
	YES = ENABLE_SYNWATCH_BLOCK << 15,
	BLOCK_PREFIX = ENABLE_SYNWATCH_BLOCK << 16,
	COOKIES = ENABLE_SYNWATCH_BLOCK << 17,
	FOR = ENABLE_SYNWATCH_BLOCK << 18,
	MAX_BLOCKS = ENABLE_SYNWATCH_BLOCK << 19,
	ALLOW = ENABLE_SYNWATCH_BLOCK << 20,
	EVEN_ESTABLISHED = ENABLE_SYNWATCH_BLOCK << 21,
	LIST = ENABLE_SYNWATCH_BLOCK << 22,
	UNBLOCK = ENABLE_SYNWATCH_BLOCK << 23,
	JSON = ENABLE_JSON << 24,
	PROMETHEUS = 1 << 25,
	NETNS = ENABLE_NETNS << 26,
	ALL_NETNS = ENABLE_NETNS << 27,
};

#define WATCHING (WATCH | LOG | SYSLOG)

enum {
	MILLISECOND = 1000000, /* in nanoseconds */
	SECOND = 1000,	       /* in milliseconds, as all times here */
};

/* Exit statuses: those of a check that a monitoring system runs. */
enum level {
	CALM,
	ELEVATED,
	FLOOD,
	UNKNOWN, /* could not tell; usage errors, too */
};

/* ---- ages.c: how old half-open connections are ---- */

/* Of those that are followed: all, or when they are many a fair share of them. */
struct ages {
	uint32_t followed;
	uint32_t old;	  /* at least a second */
	uint32_t ancient; /* at least three */
};

/* Begins a sample at a time. */
void ages_begin(uint64_t now);

/*
 * The age of an entry, in ms: that which was known of it in the sample before, or else `least`.
 * `place` tells network namespaces apart. False: this one is not followed.
 */
bool ages_note(const struct sock *s, unsigned place, uint32_t least, uint32_t *age);

void ages_add(struct ages *a, uint32_t age);

/* ---- tracked.c: the connections that this machine forwards ---- */

/* One reading at a time: opens the table. */
int tracked_open(void);

/* The next connection: 1, or 0 at the end. */
int tracked_next(struct conntrack *c);

/* As os_lines_close. */
int tracked_close(int r);

/* ---- tally.c: the listeners and the sources of one sample ---- */

enum {
	LISTENERS = 1024,
	SOURCES = 4096,	 /* that are counted exactly */
	PREFIXES = 1024, /* the same */
	AIMS = 2,	 /* ports of a source that are told apart */
};

struct listener {
	struct addr addr;
	uint16_t port;
	bool behind;	  /* not of this machine: conntrack tells of it */
	bool aimed_at;	  /* by the source that is looked at */
	uint32_t backlog; /* 0: not known */
	uint32_t queue;	  /* connections that wait to be accepted */
	uint32_t half;	  /* half-open ones */
	uint32_t sources;
	struct ages ages;
};

/* What is known of a source beside its count. */
struct source {
	uint32_t oldest; /* ms */
	uint16_t ports[AIMS];
	uint16_t listeners[AIMS];
	uint8_t aims, listens; /* how many of them; AIMS + 1: more */
};

struct tally {
	uint64_t now;  /* os_now() / 1000000 */
	bool readable; /* sockets */
	bool by_netlink;
	bool cut;	/* more listeners than fit */
	bool conntrack; /* the table was read */
	unsigned n_listeners;
	uint32_t half; /* all half-open connections */
	struct ages ages;
	struct topk sources, prefixes; /* keys are addresses, the family behind them */
	struct listener listeners[LISTENERS];
	struct source about[SOURCES]; /* of source_entries[n], until they are sorted */
	struct topk_entry source_entries[SOURCES], prefix_entries[PREFIXES];
	uint16_t source_heads[SOURCES], prefix_heads[PREFIXES];
};

/* What is asked for. */
struct watch {
	uint64_t set;
	unsigned place; /* the network namespace, by a number of ours */
	uint8_t prefix4, prefix6;
	uint8_t ports[65536 / 8]; /* a bit each */
	uint64_t top;
	uint64_t elevated, flood, per_source;
};

/* Reads a sample. A status. */
int tally_read(struct tally *t, const struct watch *w);

/* The address or prefix that an entry counts. */
struct addr_prefix tally_prefix(const struct watch *w, const struct topk_entry *e, bool whole);

/* What is known beside the count of an entry of `sources`, sorted or not. */
const struct source *tally_about(const struct tally *t, const struct topk_entry *e);

/* Whether its accept queue is full: the program does not accept. */
bool listener_hangs(const struct listener *l);

/* Half-open connections in per cent of the backlog, or where that is not known of a usual one. */
unsigned listener_fill(const struct listener *l);

/* ---- counters.c: the kernel's counters ---- */

#define COUNTERS(C)                                                                                \
	C(SENT, "SyncookiesSent", "cookies_sent")                                                  \
	C(RECEIVED, "SyncookiesRecv", "cookies_received")                                          \
	C(BOGUS, "SyncookiesFailed", "cookies_failed")                                             \
	C(FULL_COOKIES, "TCPReqQFullDoCookies", "queue_full_cookies")                              \
	C(FULL_DROPS, "TCPReqQFullDrop", "queue_full_drops")                                       \
	C(OVERFLOWS, "ListenOverflows", "listen_overflows")                                        \
	C(DROPS, "ListenDrops", "listen_drops")                                                    \
	C(RESETS, "EmbryonicRsts", "embryonic_resets")                                             \
	C(AGAIN, "TCPSynRetrans", "syn_retransmits")                                               \
	C(OPENS, "PassiveOpens", "passive_opens")                                                  \
	C(FAILS, "AttemptFails", "attempt_fails")                                                  \
	C(NO_ROUTES, "OutNoRoutes", "no_routes")

#define COUNTER_NUMBER(number, name, key) number,
enum counter {
	COUNTERS(COUNTER_NUMBER) N_COUNTERS
};

struct counters {
	uint64_t at; /* ms; 0: never read */
	uint32_t known;
	uint64_t values[N_COUNTERS];
};

/* Their names in JSON and metrics, each with a 0 behind it. */
extern const char counter_keys[];

/* Reads them. A status. */
int counters_read(struct counters *c);

/* The number in a file below the root, as of a setting; below 0: there is none. */
int64_t setting(const char *name);

/* The growth of each in a second, of those known both times. */
struct counters counters_rates(const struct counters *before, const struct counters *now);

/* ---- exempt.c: who must never be blocked ---- */

enum {
	EXEMPT = 4096, /* prefixes that are known */
};

enum why {
	NOT_EXEMPT,
	IS_OWN,
	IS_LOOPBACK,
	IS_MULTICAST,
	IS_GATEWAY,
	IS_NAME_SERVER,
	IS_SESSION,
	IS_ALLOWED,
	IS_ESTABLISHED,
};

/* Reads ADDRESS or ADDRESS/LEN, a mapped one as IPv4. False: it is neither. */
bool exempt_read_prefix(const char *text, size_t size, struct addr_prefix *p);

/* Reads one argument of --allow, a file or prefixes with commas. A status. */
int exempt_allow(const char *text);

/* Reads what the machine says of itself, anew after some seconds. A status. */
int exempt_load(void);

bool exempt_is_own(const struct addr *a);

/* Why somebody of this prefix must not be blocked. */
enum why exempt_why(const struct addr_prefix *p);

/* ---- verdict.c ---- */

enum kind {
	NO_KIND, /* no flood, or the senders are not to be seen */
	SINGLE_SOURCE,
	ONE_PREFIX,
	FEW_SOURCES,
	SPREAD,
};

enum reason {
	BECAUSE_NOTHING,
	BECAUSE_UNANSWERED,
	BECAUSE_FULL,
	BECAUSE_OLD,
	BECAUSE_DROPS,
	BECAUSE_COOKIES,
	BECAUSE_HANGING,
	BECAUSE_RESETS,
	BECAUSE_BOGUS,
	BECAUSE_UNREADABLE,
};

/* What the log says of a network namespace. */
struct said {
	bool any;
	enum level level;
	enum kind kind;
	enum reason reason;
	struct addr_prefix who;
};

/* What lasts from sample to sample of one network namespace. */
struct history {
	struct said said;
	struct counters counters;
	unsigned pressed;     /* samples in a row in which SYNs went unanswered */
	uint32_t pressed_for; /* ms that they took */
};

struct verdict {
	enum level level;
	enum kind kind;
	enum reason reason;
	const struct listener *worst; /* that it is about; NULL: none */
	uint64_t number;	      /* in the reason */
	struct addr_prefix who;
	uint32_t who_half; /* its half-open connections, at least */
	int cookies;	   /* net.ipv4.tcp_syncookies; below 0: not known */
	struct counters rates;
};

/* What a sample means. Sorts its sources and prefixes. */
void verdict_of(struct verdict *v, struct tally *t, struct history *h, const struct counters *now,
	const struct watch *w);

/* A sample that has counters only, between two whole ones. */
void verdict_between(struct history *h, const struct counters *now);

const char *level_name(enum level l);
const char *kind_name(enum kind k);

/* As `192.0.2.0/24`, without the length of a whole address; as `[2001:db8::1]:80`. */
void fmt_prefix(struct fmt *f, const struct addr_prefix *p);
void fmt_listener(struct fmt *f, const struct listener *l);

/* The verdict's line, of less than 200 bytes but for names. */
void verdict_fmt(struct fmt *f, const struct verdict *v, const struct tally *t);

/* What to do about it; packed; "" when nothing is. */
const char *verdict_advice(const struct verdict *v);

/* ---- peers.c: what is known of the worst sources beside their half-open connections ---- */

enum {
	PEERS = DIAG_PEERS, /* that are known at once */
	SSH = 22,
};

struct peer {
	struct addr_prefix prefix;
	uint64_t since; /* ms, when it was first among the worst */
	uint64_t last;	/* ms, when it was so last */
	uint64_t when;	/* ms, when its connections were counted */
	uint32_t established;
	bool counted;
	bool session; /* to SSH */
};

/* Follows the worst `count` sources of a sample, whose connections are counted now and then. */
void peers_note(const struct watch *w, const struct tally *t, unsigned count);

/* NULL: it is not followed. */
const struct peer *peers_find(const struct addr_prefix *p);

/*
 * Counts the connections of these alone, at most PEERS, with `forwarded` also those that go through
 * this machine; a negative errno: they cannot be counted.
 */
int peers_count(struct peer *peers, unsigned count, bool forwarded);

/* ---- block.c: dropping the SYNs of offenders ---- */

enum outcome {
	WOULD_BLOCK, /* without --yes */
	BLOCKED,
	IS_BLOCKED, /* since before */
	IS_EXEMPT,
	TOO_MANY,  /* are blocked */
	NOT_NAMED, /* a prefix without --block-prefix */
	REFUSED,   /* by the kernel */
	NO_EFFECT, /* it is blocked, and goes on */
	ENDED,	   /* a block of the sample before */
};

struct decision {
	struct addr_prefix prefix;
	uint32_t half;
	uint8_t outcome; /* enum outcome */
	uint8_t why;	 /* enum why */
	uint32_t established;
	int error;   /* an errno */
	uint64_t ms; /* that are left */
};

struct decisions {
	unsigned count;
	struct decision all[PEERS];
	enum {
		COOKIES_STAY,
		COOKIES_WOULD,
		COOKIES_ON,
		COOKIES_REFUSED,
	} cookies;
};

/* Reads the options of blocking. A status. */
int block_open(const struct args *a);

/* Decides who is to be blocked in a flood, and with --yes blocks them. */
void block_decide(const struct watch *w, const struct tally *t, const struct verdict *v,
	struct decisions *d);

/* A line of a decision, without its newline; what it says of `outcome` is the same each time. */
void block_fmt(struct fmt *f, const struct decision *d);

void block_fmt_cookies(struct fmt *f, const struct decisions *d);

/* ---- list.c: --list and --unblock. An exit status. ---- */

int block_list(const struct watch *w);
int block_lift(const char *what);

/* ---- log.c ---- */

/* Says what has changed since `before`, a line each; of a namespace, or NULL. */
void log_changes(const struct watch *w, const struct tally *t, const struct verdict *v,
	const struct decisions *d, const struct os_netns *netns, struct said *before);

/* ---- show.c: one sample as text, or as JSON ---- */

/* Under the heading of a namespace, or NULL. */
void show_sample(const struct watch *w, const struct tally *t, const struct verdict *v,
	const struct decisions *d, const struct os_netns *netns);

/* ---- screen.c ---- */

/*
 * What stands from `from` on overwrites a screen: each line ends with the order to clear what is
 * left of the one before, and what does not fit is left out.
 */
void screen_end(struct fmt *f, char *from, unsigned rows);

/* ---- prometheus.c ---- */

/* The counters as they are, too. */
void show_prometheus(const struct tally *t, const struct verdict *v, const struct counters *c);

#endif
