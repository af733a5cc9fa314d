/* inet - the table of internet sockets. */
#include "netstat.h"

#include <errno.h>

enum {
	TCP_STATES = (1 << SOCK_NEW_SYN_RECV) - 2, /* a bit each; number 0 is none */
	EXACT_LISTENER = 1 << SOCK_LISTEN,
};

static const struct {
	uint8_t bit;
	char names[2][6]; /* as net-tools spells them */
} protos[] = {
	[PROTO_TCP] = { TCP, { "tcp", "tcp6" } },
	[PROTO_UDP] = { UDP, { "udp", "udp6" } },
	[PROTO_UDPLITE] = { UDPLITE, { "udpl", "udpl6" } },
	[PROTO_RAW] = { RAW, { "raw", "raw6" } },
};

const char *netstat_proto(enum sock_proto proto, enum addr_family family)
{
	return proto == PROTO_SCTP ? "sctp" : protos[proto].names[family == ADDR_IPV6];
}

static void timer_cell(struct table *t, const struct sock *s)
{
	static const char names[][10] = { "off", "on", "keepalive", "timewait", "probe" };
	struct fmt *f = table_cell(t);
	uint64_t ticks = s->timer == SOCK_TIMER_OFF ? 0 : s->timer_left;

	if (s->timer < COUNT(names)) {
		fmt_str(f, names[s->timer]);
	} else {
		fmt_str(f, "unkn-");
		fmt_dec(f, s->timer);
	}
	fmt_str(f, " (");
	fmt_point(f, ticks, 100);
	fmt_char(f, '/');
	fmt_dec(f, s->retransmits);
	fmt_char(f, '/');
	fmt_dec(f, s->probes);
	fmt_char(f, ')');
	table_cell_end(t);
}

/* What -l means: TCP without a remote port, all else without a remote address. */
static bool is_listening(enum sock_proto proto, const struct sock *s)
{
	return proto == PROTO_TCP ? !s->remote_port : addr_is_any(&s->remote);
}

void netstat_nature(const struct view *v, struct table *t, enum sock_proto proto, bool ipv6)
{
	if (!(v->show & JSON))
		return;
	table_str(t, "network");
	if (proto == PROTO_RAW)
		table_none(t, "");
	else
		table_str(t, proto == PROTO_SCTP ? "sctp" : proto == PROTO_TCP ? "tcp" : "udp");
	table_str(t, ipv6 ? "ipv6" : "ipv4");
}

static void row(const struct view *v, struct table *t, enum sock_proto proto, const struct sock *s)
{
	char state[STATE_TEXT + 1];
	bool ipv6 = s->local.family == ADDR_IPV6;

	if (!(v->show & ALL) && is_listening(proto, s) != !!(v->show & LISTENING))
		return;
	if (v->show & FILTERS && !netstat_filter_inet(v, proto, s))
		return;
	if (v->show & COLLECT) {
		os_hosts_want(&s->local);
		os_hosts_want(&s->remote);
		return;
	}
	if (v->show & COUNT_BY) {
		netstat_count_inet(v, proto, s);
		return;
	}
	table_row(t, os_out());
	table_str(t, netstat_proto(proto, s->local.family));
	table_num(t, s->recv_q);
	table_num(t, s->send_q);
	netstat_endpoint(v, t, proto, &s->local, s->local_port);
	netstat_endpoint(v, t, proto, &s->remote, s->remote_port);
	table_str(t, netstat_state(state, proto, s->state));
	netstat_owner(v, t, s->uid, s->inode);
	if (v->show & TIMERS)
		timer_cell(t, s);
	netstat_nature(v, t, proto, ipv6);
	netstat_origin(v, t);
}

/* The states to ask sock_diag for. */
static uint32_t states(const struct view *v)
{
	uint32_t wanted = v->show & STATE ? netstat_filter_states() : TCP_STATES;

	if (v->show & ALL)
		return wanted & TCP_STATES;
	return wanted & (v->show & LISTENING ? EXACT_LISTENER : TCP_STATES & ~EXACT_LISTENER);
}

/*
 * sock_diag tells of a half-open connection that its user is 0, and counts retransmits otherwise
 * than /proc: what -e and -o show must come from there.
 */
static bool diag_tells_all(const struct view *v)
{
	return !(v->show & TIMERS) && (!(v->show & EXTEND) || !(states(v) & 1 << SOCK_SYN_RECV));
}

static int list_file(const struct view *v, struct table *t, enum sock_proto proto,
	enum addr_family family, bool *found)
{
	const char *name = os_sockets_file(proto, family);
	struct os_sockets in;
	struct sock s;
	int r = os_sockets_open(&in, proto, family);

	*found = r != -ENOENT;
	if (!*found && v->show & VERBOSE)
		os_complain_file(name, ENOENT);
	if (!*found)
		return STATUS_FINE;
	if (r < 0)
		return os_complain_file(name, -r);
	while ((r = os_sockets_next(&in, &s)) > 0)
		row(v, t, proto, &s);
	return os_sockets_close(&in, r);
}

/* IPv4 comes first, and what the same walk finds of IPv6 is kept; where rows are not shown, order is nothing. */
static enum os_diag_others others(const struct view *v, enum addr_family family)
{
	if (family == ADDR_IPV6 || !(v->show & IPV6))
		return OS_DIAG_NONE;
	return v->show & ROWS ? OS_DIAG_KEEP : OS_DIAG_MIXED;
}

static int list(const struct view *v, struct table *t, enum sock_proto proto,
	enum addr_family family, bool *found)
{
	static struct os_diag in; /* it keeps sockets from one family to the next */
	struct sock s;
	int r;

	if (!ENABLE_NETLINK || proto != PROTO_TCP || !diag_tells_all(v) ||
		os_diag_open(&in, family, states(v), others(v, family)) < 0)
		return list_file(v, t, proto, family, found);
	*found = true;
	while ((r = os_diag_next(&in, &s)) > 0 && !os_interrupted())
		row(v, t, proto, &s);
	return os_diag_close(&in, r);
}

#define INET_COLUMNS(C)                                                                            \
	C("proto", "Proto", LEFT, 5, ALWAYS)                                                       \
	C("recv_q", "Recv-Q", RIGHT, 6, ALWAYS)                                                    \
	C("send_q", "Send-Q", RIGHT, 6, ALWAYS)                                                    \
	C("local_address", "Local Address", LEFT, 23, ALWAYS)                                      \
	C("local_port", "", LEFT, 0, JSON)                                                         \
	C("local_port_num", "", LEFT, 0, JSON)                                                     \
	C("foreign_address", "Foreign Address", LEFT, 23, ALWAYS)                                  \
	C("foreign_port", "", LEFT, 0, JSON)                                                       \
	C("foreign_port_num", "", LEFT, 0, JSON)                                                   \
	C("state", "State", LEFT, 11, ALWAYS)                                                      \
	C("user", "User", LEFT, 10, EXTEND)                                                        \
	C("inode", "Inode", LEFT, 10, EXTEND)                                                      \
	C("program_name", "PID/Program name", LEFT, 20, PROGRAMS)                                  \
	C("pid", "", LEFT, 0, JSON_PROGRAMS)                                                       \
	C("processes", "", LEFT, 0, JSON_PROGRAMS)                                                 \
	C("timer", "Timer", LEFT, 0, TIMERS)                                                       \
	C("kind", "", LEFT, 0, JSON)                                                               \
	C("transport_protocol", "", LEFT, 0, JSON)                                                 \
	C("network_protocol", "", LEFT, 0, JSON)

CHOICES(INET_COLUMNS);

/* A table that the kernel lacks is an error only when it was asked for by name; -v has said it. */
static int missing(const struct view *v, const char *file)
{
	return v->show & VERBOSE ? STATUS_UNREAD : os_complain_file(file, ENOENT);
}

/* `found` has the bits of the protocols and the families of which there was a table. */
static int complain_of_missing(const struct view *v, uint64_t found)
{
	uint64_t lacks = v->named & ~found;
	enum addr_family family = v->show & IPV4 ? ADDR_IPV4 : ADDR_IPV6;
	int status = STATUS_FINE;
	enum sock_proto p;

	for (p = PROTO_TCP; p <= PROTO_RAW; p++)
		if (lacks & protos[p].bit)
			status = missing(v, os_sockets_file(p, family));
	if (lacks & SCTP)
		status = missing(v, "net/sctp");
	if (!(v->named & INET) && lacks & FAMILIES)
		status = missing(v,
			os_sockets_file(PROTO_TCP, lacks & IPV4 ? ADDR_IPV4 : ADDR_IPV6));
	return status;
}

int netstat_inet(const struct view *v)
{
	static const uint8_t order[] = { PROTO_TCP, PROTO_SCTP, PROTO_UDP, PROTO_UDPLITE,
		PROTO_RAW };
	struct column columns[COLUMNS];
	struct table t = netstat_table(v, choices, COUNT(choices), texts, columns);
	uint64_t seen = 0, bit;
	int status = STATUS_FINE;
	bool found;
	size_t i;

	netstat_title(v, PACKED("Active Internet connections"));
	if (v->show & ROWS)
		table_heading(&t, os_out());
	for (i = 0; i < COUNT(order) && !os_interrupted(); i++) {
		if (order[i] == PROTO_SCTP) {
			if (v->show & SCTP)
				status |= netstat_sctp(v, &t, &found);
			if (v->show & SCTP && found)
				seen |= SCTP;
			continue;
		}
		if (!(v->show & protos[order[i]].bit))
			continue;
		for (bit = IPV4; bit <= IPV6; bit *= IPV6 / IPV4) {
			if (!(v->show & bit))
				continue;
			status |=
				list(v, &t, order[i], bit == IPV4 ? ADDR_IPV4 : ADDR_IPV6, &found);
			seen |= found ? protos[order[i]].bit | bit : 0;
		}
	}
	/* A namespace may go while it is listed. */
	if (os_interrupted() || (v->show & NETNSES && !os_netns_is_there()))
		return status;
	return status | complain_of_missing(v, seen);
}
