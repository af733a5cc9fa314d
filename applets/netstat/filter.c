/* filter - which rows are kept. */
#include "filter.h"

#include "core/scan.h"

#include <string.h>

static uint8_t protos_of(enum sock_proto proto)
{
	switch (proto) {
	case PROTO_RAW: /* what stands in a port's place is a protocol */
		return 0;
	case PROTO_UDP:
	case PROTO_UDPLITE:
		return FILTER_UDP;
	default:
		return FILTER_TCP;
	}
}

static bool in_range(const struct range *r, uint8_t protos, uint16_t port)
{
	return r->protos & protos && port >= r->from && port <= r->to;
}

static bool has_port(uint8_t protos, uint16_t local, uint16_t remote)
{
	unsigned i;

	for (i = 0; i < netstat_filter.n_ports; i++)
		if (in_range(&netstat_filter.ports[i], protos, local) ||
			in_range(&netstat_filter.ports[i], protos, remote))
			return true;
	return false;
}

static bool has_end(uint64_t side, uint8_t protos, const struct addr *a, uint16_t port)
{
	struct addr v4 = addr_unmapped(a);
	const struct end *e;

	if (!(netstat_filter.given & side))
		return true;
	for (e = netstat_filter.ends; e < netstat_filter.ends + netstat_filter.n_ends; e++) {
		const struct addr *one = e->prefix.family == ADDR_IPV4 ? &v4 : a;

		if (e->side == side && (e->any || addr_has_prefix(one, &e->prefix, e->len)) &&
			(!e->ports.from || in_range(&e->ports, protos, port)))
			return true;
	}
	return false;
}

static bool has_word(unsigned word)
{
	return netstat_filter.words >> word & 1;
}

static bool has_number(unsigned state)
{
	return netstat_filter.numbers[state / 64] >> state % 64 & 1;
}

/* As netstat_state shows it. */
static bool has_state(enum sock_proto proto, unsigned state)
{
	if (proto == PROTO_RAW)
		return has_number(state);
	if (proto == PROTO_UDP || proto == PROTO_UDPLITE)
		return state == SOCK_ESTABLISHED
			       ? has_word(SOCK_ESTABLISHED)
			       : state != SOCK_CLOSE &&
					 (has_word(WORD_UNKNOWN) || has_number(state));
	return sock_state_name(state) ? has_word(state)
				      : has_word(WORD_UNKNOWN) || has_number(state);
}

static bool has_unix_state(const struct unixsock *u)
{
	switch (u->state) {
	case UNIXSOCK_FREE:
		return has_word(WORD_FREE);
	case UNIXSOCK_UNCONNECTED:
		return u->flags & UNIXSOCK_LISTENING && has_word(SOCK_LISTEN);
	case UNIXSOCK_CONNECTING:
		return has_word(WORD_CONNECTING);
	case UNIXSOCK_CONNECTED:
		return has_word(WORD_CONNECTED);
	case UNIXSOCK_DISCONNECTING:
		return has_word(WORD_DISCONNECTING);
	default:
		return has_word(WORD_UNKNOWN);
	}
}

/* A name stands for itself and for what goes on with a blank or a colon, as `nginx: worker` does. */
static bool is_program(const char *wanted, const struct os_owner *o)
{
	size_t len = strlen(wanted);
	uint64_t pid;

	if (scan_number(wanted, UINT64_MAX, &pid))
		return o->pid == pid;
	return o->name_len >= len && memcmp(o->name, wanted, len) == 0 &&
	       (o->name_len == len || o->name[len] == ' ' || o->name[len] == ':');
}

static bool has_program(const struct view *v, uint64_t inode)
{
	struct os_owner o = { .pid = 0 };
	const char *wanted;
	unsigned i;

	while (os_owners_find(&v->owners, inode, o.pid, &o))
		for (i = 0; (wanted = opt_value(netstat_filter.args, PROGRAM, i)); i++)
			if (is_program(wanted, &o))
				return true;
	return false;
}

/* All but the addresses. */
static bool has_rest(const struct view *v, enum sock_proto proto, unsigned state,
	uint16_t local_port, uint16_t remote_port, uint64_t inode)
{
	return (!(netstat_filter.given & STATE) || has_state(proto, state)) &&
	       (!(netstat_filter.given & PORT) ||
		       has_port(protos_of(proto), local_port, remote_port)) &&
	       (!(netstat_filter.given & PROGRAM) || has_program(v, inode));
}

bool netstat_filter_inet(const struct view *v, enum sock_proto proto, const struct sock *s)
{
	uint8_t protos = protos_of(proto);

	if (!has_end(LOCAL, protos, &s->local, s->local_port) ||
		!has_end(REMOTE, protos, &s->remote, s->remote_port) ||
		!has_rest(v, proto, s->state, s->local_port, s->remote_port, s->inode))
		return false;
	netstat_filter.matched = true;
	return true;
}

/* Whether one of several addresses is what an end must be. */
static bool has_any_end(uint64_t side, const struct scan *list, uint16_t port, uint8_t family)
{
	struct scan addresses = *list;
	struct addr a;
	bool more = sctp_next_addr(&addresses, &a);

	if (!more) /* an endpoint has no remote one */
		a = (struct addr){ .family = family };
	do
		if (has_end(side, FILTER_TCP, &a, port))
			return true;
	while (more && sctp_next_addr(&addresses, &a));
	return false;
}

bool netstat_filter_sctp(const struct view *v, const struct sctp *s)
{
	struct scan locals = s->local;
	struct addr local;

	sctp_next_addr(&locals, &local);
	if (!has_any_end(LOCAL, &s->local, s->local_port, local.family) ||
		!has_any_end(REMOTE, &s->remote, s->remote_port, local.family) ||
		!has_rest(v, PROTO_SCTP, s->state, s->local_port, s->remote_port, s->inode))
		return false;
	netstat_filter.matched = true;
	return true;
}

bool netstat_filter_unix(const struct view *v, const struct unixsock *u)
{
	if (netstat_filter.given & ENDS)
		return false;
	if (netstat_filter.given & STATE && !has_unix_state(u))
		return false;
	if (netstat_filter.given & PROGRAM && !has_program(v, u->inode))
		return false;
	netstat_filter.matched = true;
	return true;
}

uint32_t netstat_filter_states(void)
{
	return netstat_filter.words;
}

bool netstat_filter_matched(void)
{
	return netstat_filter.matched;
}
