/* inet - the table of internet sockets. */
#include "netstat.h"

#include <errno.h>

enum {
	TCP_STATES = (1 << SOCK_NEW_SYN_RECV) - 2, /* a bit each; number 0 is none */
	EXACT_LISTENER = 1 << SOCK_LISTEN,
};

static const struct {
	uint64_t bit;
	char names[2][6]; /* as net-tools spells them */
} protos[] = {
	[PROTO_TCP] = { TCP, { "tcp", "tcp6" } },
	[PROTO_UDP] = { UDP, { "udp", "udp6" } },
	[PROTO_UDPLITE] = { UDPLITE, { "udpl", "udpl6" } },
	[PROTO_RAW] = { RAW, { "raw", "raw6" } },
};

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
	fmt_dec(f, ticks / 100);
	fmt_char(f, '.');
	fmt_char(f, (char)('0' + ticks / 10 % 10));
	fmt_char(f, (char)('0' + ticks % 10));
	fmt_char(f, '/');
	fmt_dec(f, s->retransmits);
	fmt_char(f, '/');
	fmt_dec(f, s->probes);
	fmt_char(f, ')');
	table_cell_end(t);
}

static void state_cell(struct table *t, enum sock_proto proto, unsigned state)
{
	if (proto == PROTO_TCP)
		netstat_state(t, state);
	else if (proto == PROTO_RAW)
		table_num(t, state);
	else if (state == SOCK_ESTABLISHED)
		table_str(t, "ESTABLISHED");
	else
		table_str(t, state == SOCK_CLOSE ? "" : "UNKNOWN");
}

/* What -l means: TCP without a remote port, all else without a remote address. */
static bool is_listening(enum sock_proto proto, const struct sock *s)
{
	return proto == PROTO_TCP ? !s->remote_port : addr_is_any(&s->remote);
}

static void row(const struct view *v, struct table *t, enum sock_proto proto, const struct sock *s)
{
	if (!(v->show & ALL) && is_listening(proto, s) != !!(v->show & LISTENING))
		return;
	table_row(t, os_out());
	table_str(t, protos[proto].names[s->local.family == ADDR_IPV6]);
	table_num(t, s->recv_q);
	table_num(t, s->send_q);
	netstat_endpoint(v, t, proto, &s->local, s->local_port);
	netstat_endpoint(v, t, proto, &s->remote, s->remote_port);
	state_cell(t, proto, s->state);
	netstat_owner(v, t, s->uid, s->inode);
	if (v->show & TIMERS)
		timer_cell(t, s);
}

/* The states to ask sock_diag for. */
static uint32_t states(const struct view *v)
{
	if (v->show & ALL)
		return TCP_STATES;
	return v->show & LISTENING ? EXACT_LISTENER : TCP_STATES & ~EXACT_LISTENER;
}

/*
 * sock_diag tells of a half-open connection that its user is 0, and counts retransmits otherwise
 * than /proc: what -e and -o show must come from there.
 */
static bool diag_tells_all(const struct view *v)
{
	return !(v->show & TIMERS) && (!(v->show & EXTEND) || states(v) == EXACT_LISTENER);
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
	if (r < 0) {
		os_complain_file(name, -r);
		return STATUS_UNREAD;
	}
	while ((r = os_sockets_next(&in, &s)) > 0 && !os_interrupted())
		row(v, t, proto, &s);
	return os_sockets_close(&in, r);
}

static int list(const struct view *v, struct table *t, enum sock_proto proto,
	enum addr_family family, bool *found)
{
	struct os_diag in;
	struct sock s;
	int r;

	if (!ENABLE_NETSTAT_DIAG || proto != PROTO_TCP || !diag_tells_all(v) ||
		os_diag_open(&in, family, states(v)) < 0)
		return list_file(v, t, proto, family, found);
	*found = true;
	while ((r = os_diag_next(&in, &s)) > 0 && !os_interrupted())
		row(v, t, proto, &s);
	return os_diag_close(&in, r);
}

static struct table open_table(const struct view *v, struct column columns[COLUMNS])
{
	static const struct column all[COLUMNS] = {
		{ "Proto", LEFT, 5 },
		{ "Recv-Q", RIGHT, 6 },
		{ "Send-Q", RIGHT, 6 },
		{ "Local Address", LEFT, 23 },
		{ "Foreign Address", LEFT, 23 },
		{ "State", LEFT, 11 },
		{ "User", LEFT, 10 },
		{ "Inode", LEFT, 10 },
		{ "PID/Program name", LEFT, 20 },
		{ "Timer", LEFT, 0 },
	};
	const uint64_t shown[COLUMNS] = { [6] = EXTEND, EXTEND, PROGRAMS, TIMERS };
	unsigned i, n = 0;

	for (i = 0; i < COLUMNS; i++)
		if (i < 6 || v->show & shown[i])
			columns[n++] = all[i];
	return table_open(columns, n);
}

/* A table that the kernel lacks is an error only when it was asked for by name; -v has said it. */
static int missing(const struct view *v, const char *file)
{
	if (!(v->show & VERBOSE))
		os_complain_file(file, ENOENT);
	return STATUS_UNREAD;
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
	static const enum sock_proto order[] = { PROTO_TCP, PROTO_SCTP, PROTO_UDP, PROTO_UDPLITE,
		PROTO_RAW };
	struct column columns[COLUMNS];
	struct table t = open_table(v, columns);
	uint64_t seen = 0;
	int status = STATUS_FINE;
	bool found;
	size_t i;

	netstat_title(v, "Active Internet connections");
	table_heading(&t, os_out());
	for (i = 0; i < COUNT(order) && !os_interrupted(); i++) {
		if (order[i] == PROTO_SCTP) {
			if (v->show & SCTP && netstat_sctp(v, &t, &found) != STATUS_FINE)
				status = STATUS_UNREAD;
			if (v->show & SCTP && found)
				seen |= SCTP;
			continue;
		}
		if (!(v->show & protos[order[i]].bit))
			continue;
		if (v->show & IPV4) {
			if (list(v, &t, order[i], ADDR_IPV4, &found) != STATUS_FINE)
				status = STATUS_UNREAD;
			seen |= found ? protos[order[i]].bit | IPV4 : 0;
		}
		if (v->show & IPV6) {
			if (list(v, &t, order[i], ADDR_IPV6, &found) != STATUS_FINE)
				status = STATUS_UNREAD;
			seen |= found ? protos[order[i]].bit | IPV6 : 0;
		}
	}
	if (os_interrupted())
		return status;
	return complain_of_missing(v, seen) != STATUS_FINE ? STATUS_UNREAD : status;
}
