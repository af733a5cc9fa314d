/* tally - the listeners, and who has half-open connections to them, of one sample. */
#include "synwatch.h"

#include <errno.h>
#include <string.h>

enum {
	USUAL_BACKLOG = 128, /* where none is known */
	STATES = 1 << SOCK_LISTEN | 1 << SOCK_SYN_RECV,
};

static struct os_diag diag; /* too large for a small stack, as the next ones */
static struct os_sockets file;

/* ---- Listeners. */

static bool is_wanted(const struct watch *w, const struct addr *a, uint16_t port)
{
	const uint64_t families = w->set & (IPV4 | IPV6);
	uint64_t family = addr_unmapped(a).family == ADDR_IPV4 ? IPV4 : IPV6;

	/* A listener on all addresses has both. */
	if (families && !(families & family) && !(addr_is_any(a) && families & IPV4))
		return false;
	return !(w->set & ONLY_PORTS) || w->ports[port / 8] >> port % 8 & 1;
}

static struct listener *listener_at(struct tally *t, const struct addr *a, uint16_t port)
{
	struct listener *l;

	for (l = t->listeners; l < t->listeners + t->n_listeners; l++)
		if (l->port == port && memcmp(&l->addr, a, sizeof(*a)) == 0)
			return l;
	return NULL;
}

static struct listener *add_listener(struct tally *t, const struct addr *a, uint16_t port)
{
	struct listener *l = &t->listeners[t->n_listeners];

	t->cut = t->n_listeners == LISTENERS;
	if (t->cut)
		return NULL;
	t->n_listeners++;
	memset(l, 0, sizeof(*l));
	l->addr = *a;
	l->port = port;
	return l;
}

/* Several that share an address and a port are one here. */
static void take_listener(struct tally *t, const struct sock *s)
{
	struct listener *l = listener_at(t, &s->local, s->local_port);

	if (!l)
		l = add_listener(t, &s->local, s->local_port);
	if (!l)
		return;
	l->backlog += s->backlog;
	l->queue += s->recv_q;
}

/* That of an address, or else of all addresses of its family, or of both families. */
static struct listener *find_listener(struct tally *t, const struct addr *a, uint16_t port)
{
	static struct addr before;
	static uint16_t port_before;
	static struct listener *found;
	static uint64_t sample;
	struct addr any = { .family = a->family };
	struct addr plain = addr_unmapped(a);

	if (found && sample == t->now && port == port_before && memcmp(a, &before, sizeof(*a)) == 0)
		return found;
	found = listener_at(t, a, port);
	if (!found)
		found = listener_at(t, &any, port);
	if (!found && plain.family == ADDR_IPV4) {
		any.family = a->family == ADDR_IPV4 ? ADDR_IPV6 : ADDR_IPV4;
		found = listener_at(t, &any, port);
	}
	before = *a;
	port_before = port;
	sample = t->now;
	return found;
}

bool listener_hangs(const struct listener *l)
{
	return l->backlog && l->queue > l->backlog;
}

unsigned listener_fill(const struct listener *l)
{
	uint64_t fill = l->half * 100ull / (l->backlog ? l->backlog : USUAL_BACKLOG);

	return fill < 999 ? (unsigned)fill : 999;
}

/* ---- Sources. */

static void put_key(uint8_t key[TOPK_KEY], struct addr a, unsigned bits)
{
	if (bits < addr_bits(a.family))
		addr_mask(&a, bits);
	memset(key, 0, TOPK_KEY);
	memcpy(key, a.bytes, sizeof(a.bytes));
	key[sizeof(a.bytes)] = a.family;
}

/* Notes a number among those that are told apart; gives whether it is new. */
static bool note(uint16_t *all, uint8_t *used, uint16_t n)
{
	unsigned i;

	for (i = 0; i < *used && i < AIMS; i++)
		if (all[i] == n)
			return false;
	if (i < AIMS)
		all[i] = n;
	if (*used <= AIMS)
		++*used;
	return i < AIMS;
}

static void take_half_open(struct tally *t, const struct watch *w, const struct sock *s,
	struct listener *l, uint32_t least)
{
	struct addr remote = addr_unmapped(&s->remote);
	uint8_t key[TOPK_KEY];
	struct topk_entry *e;
	struct source *about;
	uint32_t age;
	bool followed = ages_note(s, w->place, least, &age);

	t->half++;
	put_key(key, remote, remote.family == ADDR_IPV4 ? w->prefix4 : w->prefix6);
	topk_add(&t->prefixes, key);
	put_key(key, remote, 128);
	e = topk_add(&t->sources, key);
	about = &t->about[e - t->source_entries];
	if (e->count == e->error + 1)
		memset(about, 0, sizeof(*about));
	note(about->ports, &about->aims, s->local_port);
	if (l) {
		l->half++;
		if (note(about->listeners, &about->listens, (uint16_t)(l - t->listeners)))
			l->sources++;
	}
	if (!followed)
		return;
	if (age > about->oldest)
		about->oldest = age;
	/* Those of a program that does not accept say nothing about their senders. */
	if (l && listener_hangs(l))
		return;
	ages_add(&t->ages, age);
	if (l)
		ages_add(&l->ages, age);
}

/*
 * The age that the retransmits tell of at least, in ms. sock_diag counts each SYN that came again,
 * too, which patient clients send every second.
 */
static uint32_t least_age(const struct tally *t, const struct sock *s)
{
	uint64_t n = s->retransmits < 5 ? s->retransmits : 5;

	if (t->by_netlink)
		return n < 2 ? (uint32_t)n * SECOND : (uint32_t)(n - 1) * SECOND;
	return ((1u << n) - 1) * SECOND;
}

static void take(struct tally *t, const struct watch *w, const struct sock *s)
{
	if (!is_wanted(w, &s->local, s->local_port))
		return;
	if (s->state == SOCK_LISTEN)
		take_listener(t, s);
	else if (s->state == SOCK_SYN_RECV)
		take_half_open(t, w, s, find_listener(t, &s->local, s->local_port),
			least_age(t, s));
}

/* ---- From where they come. */

static int by_netlink(struct tally *t, const struct watch *w)
{
	static const enum addr_family families[] = { ADDR_IPV4, ADDR_IPV6 };
	struct sock s;
	unsigned i;
	int r = 0;

	for (i = 0; i < COUNT(families) && r >= 0; i++) {
		r = os_diag_open(&diag, families[i], STATES, OS_DIAG_MIXED);
		if (r < 0)
			break;
		while ((r = os_diag_next(&diag, &s)) > 0)
			take(t, w, &s);
		os_netlink_close(&diag.netlink);
		if (r == -EINTR)
			r = 0;
	}
	return r;
}

static int by_file(struct tally *t, const struct watch *w)
{
	static const enum addr_family families[] = { ADDR_IPV4, ADDR_IPV6 };
	int status = STATUS_FINE, r;
	struct sock s;
	unsigned i;

	for (i = 0; i < COUNT(families); i++) {
		r = os_sockets_open(&file, PROTO_TCP, families[i]);
		if (r == -ENOENT && i)
			break;
		if (r < 0)
			return os_complain_file(os_sockets_file(PROTO_TCP, families[i]), -r);
		while ((r = os_sockets_next(&file, &s)) > 0)
			take(t, w, &s);
		status |= os_sockets_close(&file, r);
		t->readable = true;
	}
	return status;
}

/* Of our own listeners and clients the sockets have told. */
static int by_conntrack(struct tally *t, const struct watch *w)
{
	int status, r = tracked_open();
	struct conntrack c;

	if (r < 0)
		return w->set & CONNTRACK ? os_complain_file("net/nf_conntrack", -r) : STATUS_FINE;
	status = exempt_load();
	t->conntrack = true;
	while ((r = tracked_next(&c)) > 0) {
		const struct conntrack_tuple *there = &c.way[CONNTRACK_ORIGINAL];
		const struct conntrack_tuple *back = &c.way[CONNTRACK_REPLY];
		struct sock s = { .local = back->src, .remote = there->src };
		struct listener *l;

		s.local_port = (uint16_t)back->sport;
		s.remote_port = (uint16_t)there->sport;
		if (!conntrack_is_half_open(&c) || !is_wanted(w, &s.local, s.local_port) ||
			exempt_is_own(&s.local) || exempt_is_own(&s.remote))
			continue;
		l = listener_at(t, &s.local, s.local_port);
		if (!l)
			l = add_listener(t, &s.local, s.local_port);
		if (l)
			l->behind = true;
		take_half_open(t, w, &s, l, 0);
	}
	return tracked_close(r) | status;
}

/* ---- A sample. */

static void begin(struct tally *t)
{
	uint8_t seed[HASH_SEED];

	os_seed(seed);
	t->now = os_now() / MILLISECOND;
	ages_begin(t->now);
	t->n_listeners = t->half = 0;
	t->readable = t->cut = t->conntrack = false;
	t->ages = (struct ages){ 0 };
	memset(t->source_heads, 0, sizeof(t->source_heads));
	memset(t->prefix_heads, 0, sizeof(t->prefix_heads));
	t->sources = topk_open(t->source_entries, t->source_heads, SOURCES, seed);
	t->prefixes = topk_open(t->prefix_entries, t->prefix_heads, PREFIXES, seed);
}

static bool forwards(void)
{
	return setting("sys/net/ipv4/ip_forward") > 0 ||
	       setting("sys/net/ipv6/conf/all/forwarding") > 0;
}

int tally_read(struct tally *t, const struct watch *w)
{
	int status = STATUS_FINE;

	begin(t);
	t->by_netlink = true;
	t->readable = ENABLE_NETLINK && by_netlink(t, w) >= 0;
	if (!t->readable) {
		begin(t);
		t->by_netlink = false;
		status = by_file(t, w);
	}
	if (w->set & CONNTRACK || forwards())
		status |= by_conntrack(t, w);
	return status;
}

struct addr_prefix tally_prefix(const struct watch *w, const struct topk_entry *e, bool whole)
{
	struct addr_prefix p = { 0 };

	memcpy(p.addr.bytes, e->key, sizeof(p.addr.bytes));
	p.addr.family = e->key[sizeof(p.addr.bytes)];
	p.len = (uint8_t)addr_bits(p.addr.family);
	if (!whole)
		p.len = p.addr.family == ADDR_IPV4 ? w->prefix4 : w->prefix6;
	return p;
}

const struct source *tally_about(const struct tally *t, const struct topk_entry *e)
{
	return &t->about[e->next];
}
