/* synwatch - from what the kernel shows to a verdict: a kernel that is played, sample by sample. */
#include "applets/synwatch/synwatch.h"

#include "unit.h"

#include <errno.h>

enum {
	FLOWS = 2,
	NONE = -1,	       /* a counter that the kernel lacks */
	START = 5000 * SECOND, /* ms on the clock when a row begins */
	LINE = 300,
};

/* Who sends. */
enum who {
	NOBODY,
	ONE,  /* 192.0.2.7 */
	FIVE, /* 192.0.2.1 to 192.0.2.5 */
	FIVE_APART,
	NET24,	 /* 252 of 203.0.113.0/24 */
	ANYBODY, /* forged */
	NET64,	 /* of 2001:db8:0:1::/64 */
	ONE6,	 /* 2001:db8::7 */
	MAPPED,	 /* ::ffff:192.0.2.7, to a listener of both families */
	CLIENTS, /* 40 of different nets */
	MAPPED_CLIENTS,
};

/* Half-open connections: so many at any time, each for so long. */
struct flow {
	enum who who;
	unsigned count;
	unsigned life;	 /* ms */
	bool patient;	 /* they send their SYN again, which the kernel counts, too */
	unsigned begins; /* ms */
};

static const struct row {
	const char *name;
	int cookies;
	uint32_t backlog, queue;
	struct flow flows[FLOWS];
	int rates[N_COUNTERS];
	bool router;	 /* they are forwarded: conntrack shows them */
	bool unreadable; /* sockets */
	enum level level;
	enum kind kind;
	enum reason reason;
	const char *who;
	unsigned from; /* ms, from when on the verdict must be so */
} rows[] = {
/* ---- Floods of 5,000 SYN/s: what is left of them. */
#define QUEUE_FULL                                                                                 \
	{                                                                                          \
		[FULL_DROPS] = 5000, [DROPS] = 5000, [AGAIN] = 50                                  \
	}
#define COOKIES_OUT                                                                                \
	{                                                                                          \
		[FULL_COOKIES] = 4900, [SENT] = 4900, [AGAIN] = 50                                 \
	}
#define DROPPED                                                                                    \
	{                                                                                          \
		[DROPS] = 4700, [AGAIN] = 50                                                       \
	}
	{ "one source, backlog 128, no cookies", 0, 128, 0, { { ONE, 129, 7000, 0, 0 } },
		QUEUE_FULL, 0, 0, FLOOD, SINGLE_SOURCE, BECAUSE_UNANSWERED, "192.0.2.7", 1000 },
	{ "one source, backlog 128, cookies", 1, 128, 0, { { ONE, 129, 7000, 0, 0 } }, COOKIES_OUT,
		0, 0, FLOOD, SINGLE_SOURCE, BECAUSE_UNANSWERED, "192.0.2.7", 1000 },
	{ "one source, always cookies", 2, 128, 0, { { NOBODY, 0, 0, 0, 0 } }, COOKIES_OUT, 0, 0,
		FLOOD, NO_KIND, BECAUSE_UNANSWERED, "", 1000 },
	{ "one source, backlog 4096, no cookies", 0, 4096, 0, { { ONE, 1537, 7000, 0, 0 } },
		DROPPED, 0, 0, FLOOD, SINGLE_SOURCE, BECAUSE_UNANSWERED, "192.0.2.7", 1000 },
	{ "one source, backlog 4096, cookies", 1, 4096, 0, { { ONE, 4097, 7000, 0, 0 } },
		COOKIES_OUT, 0, 0, FLOOD, SINGLE_SOURCE, BECAUSE_UNANSWERED, "192.0.2.7", 1000 },
	{ "one source, tcp_max_syn_backlog 64", 0, 128, 0, { { ONE, 49, 7000, 0, 0 } }, DROPPED, 0,
		0, FLOOD, SINGLE_SOURCE, BECAUSE_UNANSWERED, "192.0.2.7", 1000 },
	{ "five sources, backlog 128, cookies", 1, 128, 0, { { FIVE, 129, 7000, 0, 0 } },
		COOKIES_OUT, 0, 0, FLOOD, ONE_PREFIX, BECAUSE_UNANSWERED, "192.0.2.0/24", 1000 },
	{ "five sources of different nets", 1, 128, 0, { { FIVE_APART, 129, 7000, 0, 0 } },
		COOKIES_OUT, 0, 0, FLOOD, FEW_SOURCES, BECAUSE_UNANSWERED, NULL, 1000 },
	{ "a /24, backlog 128, no cookies", 0, 128, 0, { { NET24, 129, 7000, 0, 0 } }, QUEUE_FULL,
		0, 0, FLOOD, ONE_PREFIX, BECAUSE_UNANSWERED, "203.0.113.0/24", 1000 },
	{ "a /24, backlog 4096, cookies", 1, 4096, 0, { { NET24, 4097, 7000, 0, 0 } }, COOKIES_OUT,
		0, 0, FLOOD, ONE_PREFIX, BECAUSE_UNANSWERED, "203.0.113.0/24", 1000 },
	{ "anybody, backlog 128, no cookies", 0, 128, 0, { { ANYBODY, 129, 7000, 0, 0 } },
		QUEUE_FULL, 0, 0, FLOOD, SPREAD, BECAUSE_UNANSWERED, NULL, 1000 },
	{ "anybody, backlog 128, cookies", 1, 128, 0, { { ANYBODY, 129, 7000, 0, 0 } }, COOKIES_OUT,
		0, 0, FLOOD, SPREAD, BECAUSE_UNANSWERED, NULL, 1000 },
	{ "anybody, backlog 4096, no cookies", 0, 4096, 0, { { ANYBODY, 1537, 7000, 0, 0 } },
		DROPPED, 0, 0, FLOOD, SPREAD, BECAUSE_UNANSWERED, NULL, 1000 },
	{ "anybody, backlog 4096, cookies", 1, 4096, 0, { { ANYBODY, 4097, 7000, 0, 0 } },
		COOKIES_OUT, 0, 0, FLOOD, SPREAD, BECAUSE_UNANSWERED, NULL, 1000 },
	{ "anybody, always cookies", 2, 4096, 0, { { NOBODY, 0, 0, 0, 0 } }, COOKIES_OUT, 0, 0,
		FLOOD, NO_KIND, BECAUSE_UNANSWERED, "", 1000 },
	{ "one IPv6 source", 1, 128, 0, { { ONE6, 129, 7000, 0, 0 } }, COOKIES_OUT, 0, 0, FLOOD,
		SINGLE_SOURCE, BECAUSE_UNANSWERED, "2001:db8::7", 1000 },
	{ "a /64", 0, 128, 0, { { NET64, 129, 7000, 0, 0 } }, QUEUE_FULL, 0, 0, FLOOD, ONE_PREFIX,
		BECAUSE_UNANSWERED, "2001:db8:0:1::/64", 1000 },
	{ "IPv4 to a listener of both families", 1, 128, 0, { { MAPPED, 129, 7000, 0, 0 } },
		COOKIES_OUT, 0, 0, FLOOD, SINGLE_SOURCE, BECAUSE_UNANSWERED, "192.0.2.7", 1000 },
	{ "half one source, half anybody", 1, 128, 0,
		{ { ONE, 62, 7000, 0, 0 }, { ANYBODY, 67, 7000, 0, 0 } }, COOKIES_OUT, 0, 0, FLOOD,
		FEW_SOURCES, BECAUSE_UNANSWERED, "192.0.2.7", 1000 },
	{ "one source beside clients that are served", 1, 4096, 0,
		{ { ONE, 4000, 7000, 0, 0 }, { CLIENTS, 40, 100, 0, 0 } },
		{ [FULL_COOKIES] = 4900, [SENT] = 4900, [RECEIVED] = 200, [OPENS] = 400 }, 0, 0,
		FLOOD, SINGLE_SOURCE, BECAUSE_UNANSWERED, "192.0.2.7", 1000 },
	{ "a flood that begins while watching", 1, 128, 0, { { ONE, 129, 60000, 0, 1500 } },
		COOKIES_OUT, 0, 0, FLOOD, SINGLE_SOURCE, BECAUSE_UNANSWERED, "192.0.2.7", 3000 },

	{ "one source, a backlog of 65,535", 1, 65535, 0, { { ONE, 58000, 11600, 0, 0 } },
		COOKIES_OUT, 0, 0, FLOOD, SINGLE_SOURCE, BECAUSE_UNANSWERED, "192.0.2.7", 1000 },
	{ "a flood of many that begins while watching", 1, 65535, 0,
		{ { ANYBODY, 30000, 60000, 0, 1500 } }, COOKIES_OUT, 0, 0, FLOOD, SPREAD,
		BECAUSE_UNANSWERED, NULL, 3000 },

	/* ---- Slow ones, which no counter shows. */
	{ "a slow one fills the queue", 1, 128, 0, { { ONE, 100, 63000, 0, 0 } }, { [AGAIN] = 9 },
		0, 0, FLOOD, SINGLE_SOURCE, BECAUSE_FULL, "192.0.2.7", 1000 },
	{ "a slow one under every limit of a source", 1, 128, 0, { { NET24, 110, 63000, 0, 0 } },
		{ [AGAIN] = 9 }, 0, 0, FLOOD, ONE_PREFIX, BECAUSE_FULL, "203.0.113.0/24", 1000 },
	{ "a slow one of anybody", 1, 128, 0, { { ANYBODY, 110, 63000, 0, 0 } }, { [AGAIN] = 9 }, 0,
		0, FLOOD, SPREAD, BECAUSE_FULL, NULL, 1000 },
	{ "a slow one in a large queue", 1, 4096, 0, { { ONE, 300, 63000, 0, 0 } },
		{ [AGAIN] = 20 }, 0, 0, ELEVATED, SINGLE_SOURCE, BECAUSE_OLD, "192.0.2.7", 1000 },

	{ "a slow one among many clients", 1, 4096, 0,
		{ { ONE, 100, 63000, 0, 0 }, { CLIENTS, 200, 400, 0, 0 } },
		{ [OPENS] = 500, [AGAIN] = 7 }, 0, 0, ELEVATED, FEW_SOURCES, BECAUSE_OLD,
		"192.0.2.7", 1000 },

	/* ---- Forwarded. */
	{ "forwarded: one source", 1, 0, 0, { { ONE, 4000, 60000, 0, 0 } }, { 0 }, true, 0, FLOOD,
		SINGLE_SOURCE, BECAUSE_OLD, "192.0.2.7", 1000 },
	{ "forwarded: a /24", 1, 0, 0, { { NET24, 4000, 60000, 0, 0 } }, { 0 }, true, 0, FLOOD,
		ONE_PREFIX, BECAUSE_OLD, "203.0.113.0/24", 1000 },
	{ "forwarded: anybody", 1, 0, 0, { { ANYBODY, 4000, 60000, 0, 0 } }, { 0 }, true, 0, FLOOD,
		SPREAD, BECAUSE_OLD, NULL, 1000 },
	{ "forwarded: clients far away", 1, 0, 0, { { CLIENTS, 60, 400, 0, 0 } }, { 0 }, true, 0,
		CALM, NO_KIND, BECAUSE_NOTHING, "", 1000 },

	/* ---- No floods. */
	{ "nothing at all", 1, 128, 0, { { NOBODY, 0, 0, 0, 0 } }, { 0 }, 0, 0, CALM, NO_KIND,
		BECAUSE_NOTHING, "", 1000 },
	{ "a burst of clients", 1, 128, 0, { { CLIENTS, 20, 40, 0, 0 } }, { [OPENS] = 500 }, 0, 0,
		CALM, NO_KIND, BECAUSE_NOTHING, "", 1000 },
	{ "clients 200 ms away", 0, 128, 0, { { CLIENTS, 50, 200, 0, 0 } }, { [OPENS] = 250 }, 0, 0,
		CALM, NO_KIND, BECAUSE_NOTHING, "", 1000 },
	{ "clients 400 ms away, a large backlog", 1, 4096, 0, { { CLIENTS, 100, 400, 0, 0 } },
		{ [OPENS] = 250 }, 0, 0, CALM, NO_KIND, BECAUSE_NOTHING, "", 1000 },
	{ "clients 400 ms away, a queue that is nearly full", 1, 128, 0,
		{ { CLIENTS, 100, 400, 0, 0 } }, { [OPENS] = 250 }, 0, 0, ELEVATED, SPREAD,
		BECAUSE_FULL, NULL, 1000 },
	{ "clients 400 ms away to a listener of both families", 1, 4096, 0,
		{ { MAPPED_CLIENTS, 100, 400, 0, 0 } }, { [OPENS] = 250 }, 0, 0, CALM, NO_KIND,
		BECAUSE_NOTHING, "", 1000 },
	{ "clients that lose packets", 1, 128, 0,
		{ { CLIENTS, 34, 400, true, 0 }, { CLIENTS, 7, 1400, true, 0 } },
		{ [OPENS] = 90, [AGAIN] = 5 }, 0, 0, CALM, NO_KIND, BECAUSE_NOTHING, "", 1000 },
	{ "healthy clients, always cookies", 2, 128, 0, { { NOBODY, 0, 0, 0, 0 } },
		{ [SENT] = 500, [RECEIVED] = 499, [OPENS] = 499, [FULL_COOKIES] = 500 }, 0, 0, CALM,
		NO_KIND, BECAUSE_NOTHING, "", 1000 },
	{ "a burst beyond the queue, and cookies serve it", 1, 128, 0,
		{ { CLIENTS, 129, 100, 0, 0 } },
		{ [SENT] = 1000, [RECEIVED] = 980, [OPENS] = 2200, [FULL_COOKIES] = 1000 }, 0, 0,
		ELEVATED, SPREAD, BECAUSE_FULL, NULL, 1000 },
	{ "a burst beyond the queue, and no cookies", 0, 128, 0, { { CLIENTS, 129, 100, 0, 0 } },
		{ [FULL_DROPS] = 300, [DROPS] = 300, [OPENS] = 900 }, 0, 0, ELEVATED, SPREAD,
		BECAUSE_DROPS, NULL, 1000 },
	{ "a program that does not accept", 1, 128, 129, { { NOBODY, 0, 0, 0, 0 } },
		{ [OVERFLOWS] = 40, [DROPS] = 40 }, 0, 0, ELEVATED, NO_KIND, BECAUSE_HANGING, "",
		1000 },
	{ "a program that does not accept, and its clients wait half-open", 1, 128, 129,
		{ { CLIENTS, 100, 30000, true, 0 } }, { [OVERFLOWS] = 200, [DROPS] = 200 }, 0, 0,
		ELEVATED, NO_KIND, BECAUSE_HANGING, "", 1000 },
	{ "senders that answer RST", 1, 128, 0, { { NOBODY, 0, 0, 0, 0 } },
		{ [RESETS] = 5000, [FAILS] = 5000 }, 0, 0, ELEVATED, NO_KIND, BECAUSE_RESETS, "",
		1000 },
	{ "bogus answers to cookies", 1, 128, 0, { { NOBODY, 0, 0, 0, 0 } }, { [BOGUS] = 900 }, 0,
		0, ELEVATED, NO_KIND, BECAUSE_BOGUS, "", 1000 },

	{ "a few that nobody completes, too young to be old", 1, 4096, 0,
		{ { ANYBODY, 60, 900, 0, 0 } }, { [OPENS] = 1 }, 0, 0, ELEVATED, SPREAD,
		BECAUSE_OLD, NULL, 1000 },

	/* ---- Never calm while SYNs are lost. */
	{ "a few SYNs are dropped", 0, 128, 0, { { NOBODY, 0, 0, 0, 0 } },
		{ [DROPS] = 3, [OPENS] = 100 }, 0, 0, ELEVATED, NO_KIND, BECAUSE_DROPS, "", 1000 },
	{ "dropped by a route that throws away", 0, 128, 0, { { NOBODY, 0, 0, 0, 0 } },
		{ [DROPS] = 3000, [NO_ROUTES] = 3000, [OPENS] = 10 }, 0, 0, CALM, NO_KIND,
		BECAUSE_NOTHING, "", 1000 },
	{ "some cookies go unanswered", 2, 128, 0, { { NOBODY, 0, 0, 0, 0 } },
		{ [SENT] = 90, [RECEIVED] = 40, [OPENS] = 40 }, 0, 0, ELEVATED, NO_KIND,
		BECAUSE_COOKIES, "", 1000 },

	/* ---- What cannot be told. */
	{ "no counters", 1, 128, 0, { { NOBODY, 0, 0, 0, 0 } }, { NONE }, 0, 0, UNKNOWN, NO_KIND,
		BECAUSE_UNREADABLE, "", 1000 },
	{ "no sockets", 1, 128, 0, { { NOBODY, 0, 0, 0, 0 } }, { 0 }, 0, true, UNKNOWN, NO_KIND,
		BECAUSE_UNREADABLE, "", 1000 },
	{ "no sockets, but the counters tell of a flood", 1, 128, 0, { { NOBODY, 0, 0, 0, 0 } },
		COOKIES_OUT, 0, true, FLOOD, NO_KIND, BECAUSE_UNANSWERED, "", 1000 },
	{ "no counters, but the queue tells of a flood", 1, 128, 0, { { ONE, 129, 7000, 0, 0 } },
		{ NONE }, 0, 0, FLOOD, SINGLE_SOURCE, BECAUSE_FULL, "192.0.2.7", 4000 },
};

/* ---- The kernel, as a row has it. */

static const struct row *row;
static uint64_t now_ms; /* since the row began */
static unsigned next;	/* of what is being listed: the listener, then all flows one by one */
static bool listed;	/* all of a sample, in one walk */

static struct addr mapped(uint8_t a, uint8_t b, uint8_t c, uint8_t d)
{
	return (struct addr){ ADDR_IPV6, { [10] = 0xff, 0xff, a, b, c, d } };
}

static struct addr sender(enum who who, uint32_t n)
{
	uint32_t forged = n * 2654435761u; /* all bits differ from one to the next */

	switch (who) {
	case ONE:
		return (struct addr){ ADDR_IPV4, { 192, 0, 2, 7 } };
	case FIVE:
		return (struct addr){ ADDR_IPV4, { 192, 0, 2, (uint8_t)(n % 5 + 1) } };
	case FIVE_APART:
		return (struct addr){ ADDR_IPV4, { 198, 18, (uint8_t)(n % 5), 7 } };
	case NET24:
		return (struct addr){ ADDR_IPV4, { 203, 0, 113, (uint8_t)(n % 252 + 1) } };
	case NET64:
		return (struct addr){ ADDR_IPV6,
			{ 0x20, 1, 13, 0xb8, 0, 0, 0, 1, [13] = (uint8_t)(forged >> 16),
				(uint8_t)(forged >> 8), (uint8_t)n } };
	case ONE6:
		return (struct addr){ ADDR_IPV6, { 0x20, 1, 13, 0xb8, [15] = 7 } };
	case MAPPED:
		return mapped(192, 0, 2, 7);
	case CLIENTS:
		return (struct addr){ ADDR_IPV4, { 100, 64, (uint8_t)(n % 40), 9 } };
	case MAPPED_CLIENTS:
		return mapped(100, 64, (uint8_t)(n % 40), 9);
	default:
		return (struct addr){ ADDR_IPV4,
			{ (uint8_t)(forged >> 24 | 1), (uint8_t)(forged >> 16),
				(uint8_t)(forged >> 8), (uint8_t)forged } };
	}
}

/* The i-th entry of a flow, as it is now: they come one after the other, evenly. */
static bool half_open(const struct flow *f, unsigned i, struct sock *s)
{
	static const unsigned timeouts[] = { 1000, 3000, 7000, 15000, 31000 };
	uint64_t phase = (uint64_t)i * f->life / f->count, at = now_ms + phase + 10ull * f->life;
	uint64_t age = at % f->life;
	uint32_t number = (uint32_t)(at / f->life * f->count + i);
	unsigned k;

	if (f->begins) { /* all at once, and they stay */
		if (now_ms < f->begins)
			return false;
		age = now_ms - f->begins;
		number = i;
	}
	*s = (struct sock){ .remote = sender(f->who, number), .state = SOCK_SYN_RECV };
	s->local = (struct addr){ ADDR_IPV4, { 198, 51, 100, 1 } };
	if (s->remote.family == ADDR_IPV6)
		s->local = addr_is_mapped(&s->remote)
				   ? mapped(198, 51, 100, 1)
				   : (struct addr){ ADDR_IPV6, { 0x20, 1, 13, 0xb8, [15] = 1 } };
	s->local_port = 80;
	s->remote_port = (uint16_t)(1024 + number % 60000);
	for (k = 0; k < COUNT(timeouts); k++)
		s->retransmits += timeouts[k] <= age;
	if (f->patient)
		s->retransmits *= 2;
	return true;
}

/* The next of all sockets, or connections. */
static bool next_of_all(struct sock *s)
{
	const struct flow *f = row->flows;
	unsigned i;

	for (;; next++) {
		if (!next && !row->router) {
			/* Of IPv6, so that it has both families. */
			*s = (struct sock){ .local.family = ADDR_IPV6,
				.local_port = 80,
				.state = SOCK_LISTEN,
				.backlog = row->backlog,
				.recv_q = row->queue };
			s->remote.family = ADDR_IPV6;
			next++;
			return true;
		}
		i = next - 1;
		if (!next)
			continue;
		for (f = row->flows; f < row->flows + FLOWS && i >= f->count; f++)
			i -= f->count;
		if (f == row->flows + FLOWS)
			return false;
		if (half_open(f, i, s)) {
			next++;
			return true;
		}
	}
}

int os_diag_open(struct os_diag *in, enum addr_family family, uint32_t states,
	enum os_diag_others others)
{
	(void)in;
	assert_int_equal(states, 1 << SOCK_LISTEN | 1 << SOCK_SYN_RECV);
	assert_int_equal(others, OS_DIAG_MIXED);
	if (row->unreadable)
		return -ENOENT;
	next = 0;
	listed = family != ADDR_IPV4 || row->router;
	return 0;
}

int os_diag_next(struct os_diag *in, struct sock *s)
{
	(void)in;
	return !listed && next_of_all(s);
}

void os_netlink_close(struct os_netlink *n)
{
	(void)n;
}

int os_sockets_open(struct os_sockets *in, enum sock_proto proto, enum addr_family family)
{
	(void)in;
	(void)proto;
	(void)family;
	return -EACCES;
}

int os_sockets_next(struct os_sockets *in, struct sock *s)
{
	(void)in;
	(void)s;
	return 0;
}

int os_sockets_close(struct os_sockets *in, int r)
{
	(void)in;
	return r < 0 ? STATUS_UNREAD : STATUS_FINE;
}

const char *os_sockets_file(enum sock_proto proto, enum addr_family family)
{
	(void)proto;
	(void)family;
	return "net/tcp";
}

/* Settings, and the table of conntrack. */
static char line[LINE];
static bool tracked, told;

int os_lines_open(struct os_lines *in, const char *name)
{
	(void)in;
	tracked = told = false;
	next = 0;
	if (strcmp(name, "net/nf_conntrack") == 0 && row->router)
		tracked = true;
	else if (strcmp(name, "sys/net/ipv4/tcp_syncookies") == 0)
		sprintf(line, "%d", row->cookies);
	else if (strcmp(name, "sys/net/ipv4/ip_forward") == 0)
		sprintf(line, "%d", row->router);
	else
		return -ENOENT;
	return 0;
}

int os_lines_open_path(struct os_lines *in, const char *path)
{
	(void)in;
	(void)path;
	return -ENOENT;
}

int os_lines_next(struct os_lines *in)
{
	struct sock s;

	in->line = line;
	in->whole = true;
	if (!tracked) {
		in->len = strlen(line);
		told = !told;
		return told;
	}
	if (!next_of_all(&s))
		return 0;
	in->len = (size_t)sprintf(line,
		"ipv4 2 tcp 6 59 SYN_RECV src=%u.%u.%u.%u dst=198.51.100.1 sport=%u dport=80 "
		"src=10.0.0.2 dst=%u.%u.%u.%u sport=80 dport=%u mark=0 use=2",
		s.remote.bytes[0], s.remote.bytes[1], s.remote.bytes[2], s.remote.bytes[3],
		s.remote_port, s.remote.bytes[0], s.remote.bytes[1], s.remote.bytes[2],
		s.remote.bytes[3], s.remote_port);
	return 1;
}

void os_lines_bad(struct os_lines *in)
{
	fail_msg("not understood: %.*s", (int)in->len, in->line);
}

int os_lines_close(struct os_lines *in, int r)
{
	(void)in;
	return r < 0 ? STATUS_UNREAD : STATUS_FINE;
}

int os_routes_open(struct os_routes *in, enum addr_family family, uint32_t table,
	enum os_routes_from from)
{
	(void)in;
	(void)family;
	(void)table;
	(void)from;
	return -ENOENT;
}

int os_routes_next(struct os_routes *in, struct route *r)
{
	(void)in;
	(void)r;
	return 0;
}

int os_routes_close(struct os_routes *in, int r)
{
	(void)in;
	return r < 0 ? STATUS_UNREAD : STATUS_FINE;
}

int os_complain(const char *subject, int error)
{
	(void)subject;
	(void)error;
	return STATUS_UNREAD;
}

int os_complain_of(const char *subject, const char *reason)
{
	(void)subject;
	(void)reason;
	return STATUS_UNREAD;
}

int os_complain_file(const char *name, int error)
{
	(void)name;
	(void)error;
	return STATUS_UNREAD;
}

int os_complain_usage(const char *word, const char *value, const char *reason)
{
	(void)word;
	(void)value;
	(void)reason;
	return STATUS_USAGE;
}

const char *os_variable(const char *name)
{
	(void)name;
	return NULL;
}

void os_seed(uint8_t seed[16])
{
	memset(seed, 7, 16);
}

uint64_t os_now(void)
{
	return (START + now_ms) * MILLISECOND;
}

static void read_counters(struct counters *c)
{
	uint64_t ms = now_ms;
	unsigned i;

	memset(c, 0, sizeof(*c));
	c->at = START + now_ms;
	if (row->rates[0] == NONE)
		return;
	if (row->flows[0].begins)
		ms = ms > row->flows[0].begins ? ms - row->flows[0].begins : 0;
	c->known = (1u << N_COUNTERS) - 1;
	for (i = 0; i < N_COUNTERS; i++)
		c->values[i] = 1000000 + (uint64_t)row->rates[i] * ms / SECOND;
}

/* ---- Samples, as `synwatch -w` takes them. */

static struct tally tally;

static void check_verdict(const struct verdict *v)
{
	char text[LINE];
	struct fmt f = fmt_open(text, sizeof(text) - 1);
	unsigned i;

	verdict_fmt(&f, v, &tally);
	*f.at = 0;
	assert_false(f.cut);
	if (v->level != row->level || v->kind != row->kind || v->reason != row->reason)
		fail_msg("after %ju ms: %s; level %d kind %d reason %d", (uintmax_t)now_ms, text,
			(int)v->level, (int)v->kind, (int)v->reason);
	assert_int_equal(strncmp(text, level_name(v->level), strlen(level_name(v->level))), 0);
	assert_int_equal(v->cookies, row->cookies);
	/* Nobody is said to have waited longer than he has. */
	for (i = 0; i < tally.sources.len; i++)
		assert_true(tally.about[i].oldest <= row->flows[0].life ||
			    tally.about[i].oldest <= row->flows[1].life);
	if (v->kind) {
		assert_int_equal(v->who.addr.family,
			addr_unmapped(&v->who.addr).family); /* mapped ones count as IPv4 */
		f = fmt_open(text, sizeof(text) - 1);
		fmt_prefix(&f, &v->who);
		*f.at = 0;
		if (row->who)
			assert_string_equal(text, row->who);
		assert_true(v->who_half && v->who_half <= tally.half);
	}
	if (v->kind || v->reason == BECAUSE_FULL) {
		assert_non_null(v->worst);
		assert_int_equal(v->worst->port, 80);
		assert_int_equal(v->worst->half, tally.half);
	}
	/* Whom nobody can block is not advised to be blocked, nor who is no offender. */
	f = fmt_open(text, sizeof(text) - 1);
	packed_fmt(&f, verdict_advice(v));
	*f.at = 0;
	assert_int_equal(strstr(text, "synwatch --block") != NULL,
		v->level == FLOOD && v->kind != NO_KIND && v->kind != SPREAD);
	assert_true(*text || v->level != FLOOD);
}

static void check_row(void **state)
{
	struct history history = { 0 };
	struct counters now;
	struct verdict v;
	struct watch w = { .prefix4 = 24,
		.prefix6 = 64,
		.top = 10,
		.elevated = 50,
		.flood = 75,
		.per_source = 16 };
	unsigned i;

	row = *state;
	w.place = (unsigned)(row - rows) + 1;
	for (i = 0; i < 8; i++) /* what is left of the row before goes */
		ages_begin(START);
	for (now_ms = 0; now_ms <= 8000; now_ms += now_ms < 1000 ? 500 : 1000) {
		read_counters(&now);
		if (now_ms == 500) {
			verdict_between(&history, &now);
			continue;
		}
		assert_int_equal(tally_read(&tally, &w) == STATUS_FINE, !row->unreadable);
		verdict_of(&v, &tally, &history, &now, &w);
		if (now_ms >= row->from)
			check_verdict(&v);
		else if (now_ms >= 1000 && now_ms < row->flows[0].begins)
			assert_int_equal(v.level, CALM);
	}
}

/* ---- Ages. */

enum {
	KNOWN = 1, /* in the place of an age: from the sample before */
};

/* How many of so many entries are followed, and how many of those have such an age. */
static unsigned followed(uint64_t now, unsigned count, unsigned place, uint32_t least,
	uint32_t expected, unsigned *so)
{
	unsigned k, n = 0;
	uint32_t age;

	*so = 0;
	ages_begin(now);
	for (k = 0; k < count; k++) {
		unsigned i = (unsigned)((k + now * 31) % count); /* in any order */
		struct sock s = { .local = sender(ONE, 0),
			.local_port = 80,
			.remote = sender(ANYBODY, i),
			.remote_port = (uint16_t)i };

		if (!ages_note(&s, place, least, &age))
			continue;
		*so += expected == KNOWN ? age > 0 : age == expected;
		n++;
	}
	return n;
}

/* All are followed, and have such an age. */
static void all_are(uint64_t now, unsigned place, uint32_t least, uint32_t expected)
{
	unsigned so;

	assert_int_equal(followed(now, 1000, place, least, expected, &so), 1000);
	assert_int_equal(so, 1000);
}

static void ages_of_many(void **state)
{
	uint64_t t = 2 * START;
	unsigned n, i, so;

	(void)state;
	for (i = 0; i < 32; i++)
		followed(t, 0, 1, 0, 0, &so);
	all_are(t, 1, 0, 0);
	all_are(t + 1000, 1, 0, 1000);
	/* What their retransmits tell is believed, where it is more. */
	all_are(t + 2000, 1, 7000, 7000);
	all_are(t + 3000, 1, 0, 8000);
	/* The same ones elsewhere are others, and those that were gone for a sample are new. */
	all_are(t + 4000, 2, 0, 0);
	all_are(t + 5000, 1, 0, 0);
	/* Of very many a fair share is followed, soon of the same ones each time; */
	t += 6000;
	for (i = 0; i < 12; i++, t += 1000) {
		n = followed(t, 200000, 3, 0, KNOWN, &so);
		assert_in_range(n, 1500, 6144);
		assert_true(i < 8 || so == n);
	}
	/* when they are few again, all. */
	for (i = 0; i < 8; i++)
		n = followed(t, 100, 4, 0, 0, &so);
	assert_int_equal(n, 100);
}

/* ---- Who must never be blocked. */

static const struct prefix_row {
	const char *text;
	const char *expected; /* NULL: none */
} prefixes[] = {
	{ "192.0.2.7", "192.0.2.7" },
	{ "192.0.2.7/32", "192.0.2.7" },
	{ "192.0.2.7/24", "192.0.2.0/24" },
	{ "192.0.2.7/0", "0.0.0.0/0" },
	{ "0.0.0.0", "0.0.0.0" },
	{ "2001:db8::7", "2001:db8::7" },
	{ "2001:DB8::7/128", "2001:db8::7" },
	{ "2001:db8::7/64", "2001:db8::/64" },
	{ "2001:db8::7/1", "::/1" },
	{ "::/0", "::/0" },
	{ "::ffff:192.0.2.7", "192.0.2.7" },
	{ "::ffff:192.0.2.7/120", "192.0.2.0/24" },
	{ "::ffff:192.0.2.7/96", "0.0.0.0/0" },
	{ "::ffff:192.0.2.7/95", "::fffe:0:0/95" },
	{ "", NULL },
	{ "/", NULL },
	{ "/24", NULL },
	{ "192.0.2.7/", NULL },
	{ "192.0.2.7/33", NULL },
	{ "192.0.2.7/-1", NULL },
	{ "192.0.2.7/+1", NULL },
	{ "192.0.2.7/2x", NULL },
	{ "192.0.2.7/24 ", NULL },
	{ " 192.0.2.7", NULL },
	{ "192.0.2.7/24/24", NULL },
	{ "192.0.2.7//24", NULL },
	{ "192.0.2.7/255.255.255.0", NULL },
	{ "192.0.2.7/4294967320", NULL },
	{ "192.0.2.7/18446744073709551640", NULL },
	{ "192.0.2", NULL },
	{ "192.0.2.256", NULL },
	{ "192.0.2.7.1", NULL },
	{ "192.0.2.7,192.0.2.8", NULL },
	{ "2001:db8::7/129", NULL },
	{ "2001:db8:::7", NULL },
	{ "[2001:db8::7]", NULL },
	{ "fe80::1%eth0", NULL },
	{ "::ffff:192.0.2.7/129", NULL },
	{ "localhost", NULL },
	{ "all", NULL },
};

static void read_prefixes(void **state)
{
	struct addr_prefix p;
	char text[LINE];
	size_t i, len;

	(void)state;
	for (i = 0; i < COUNT(prefixes); i++) {
		struct fmt f = fmt_open(text, sizeof(text) - 1);
		char *copy;

		len = strlen(prefixes[i].text);
		copy = exact(prefixes[i].text, len);
		if (!exempt_read_prefix(copy, len, &p))
			fmt_str(&f, "none");
		else
			fmt_prefix(&f, &p);
		*f.at = 0;
		assert_string_equal(text, prefixes[i].expected ? prefixes[i].expected : "none");
		free(copy);
	}
}

static enum why why_of(const char *text)
{
	struct addr_prefix p;

	assert_true(exempt_read_prefix(text, strlen(text), &p));
	return exempt_why(&p);
}

static void who_is_exempt(void **state)
{
	unsigned i;

	(void)state;
	assert_int_equal(exempt_allow("192.0.2.0/25,2001:db8::/32,::ffff:203.0.113.9"),
		STATUS_FINE);
	now_ms += 600 * SECOND;
	assert_int_equal(exempt_load(), STATUS_FINE);
	assert_int_equal(why_of("192.0.2.7"), IS_ALLOWED);
	assert_int_equal(why_of("192.0.2.128"), NOT_EXEMPT);
	assert_int_equal(why_of("203.0.113.9"), IS_ALLOWED);
	assert_int_equal(why_of("::ffff:192.0.2.7"), IS_ALLOWED);
	assert_int_equal(why_of("2001:db8:ffff::1"), IS_ALLOWED);
	assert_int_equal(why_of("2001:db9::1"), NOT_EXEMPT);
	/* A prefix with somebody exempt in it. */
	assert_int_equal(why_of("203.0.113.0/24"), IS_ALLOWED);
	assert_int_equal(why_of("203.0.112.0/24"), NOT_EXEMPT);
	assert_int_equal(why_of("127.0.0.1"), IS_LOOPBACK);
	assert_int_equal(why_of("127.255.255.255"), IS_LOOPBACK);
	assert_int_equal(why_of("128.0.0.0"), NOT_EXEMPT);
	assert_int_equal(why_of("::1"), IS_LOOPBACK);
	assert_int_equal(why_of("::2"), NOT_EXEMPT);
	assert_int_equal(why_of("224.0.0.1"), IS_MULTICAST);
	assert_int_equal(why_of("239.255.255.255"), IS_MULTICAST);
	assert_int_equal(why_of("240.0.0.0"), NOT_EXEMPT);
	assert_int_equal(why_of("ff02::1"), IS_MULTICAST);
	/* What was asked for outlives the machine's own. */
	for (i = 0; i < EXEMPT; i++, now_ms += 600 * SECOND)
		assert_int_equal(exempt_load(), STATUS_FINE);
	assert_int_equal(why_of("192.0.2.7"), IS_ALLOWED);
	/* Nothing of what is wrong is taken. */
	assert_int_equal(exempt_allow("198.18.0.1,198.18.0.2/33"), STATUS_USAGE);
	assert_int_equal(exempt_allow("198.18.0.1,,198.18.0.2"), STATUS_USAGE);
	assert_int_equal(exempt_allow(""), STATUS_UNREAD);
	assert_int_equal(exempt_allow("no such file"), STATUS_UNREAD);
}

int main(void)
{
	static struct unit u;

	if (ENABLE_NETLINK)
		UNIT_ROWS(&u, rows, check_row);
	else
		puts("# verdicts: not here, backlogs come by NETLINK alone");
	UNIT_TEST(&u, ages_of_many);
	UNIT_TEST(&u, read_prefixes);
	UNIT_TEST(&u, who_is_exempt);
	return unit_run(&u, "synwatch");
}
