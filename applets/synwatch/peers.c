/* peers - what is known of the worst sources beside their half-open connections. */
#include "synwatch.h"

#include <errno.h>
#include <string.h>

enum {
	RECOUNT = 10 * SECOND, /* after which connections are counted anew */
};

static struct peer known[PEERS];
static unsigned used;

static struct peer *find(const struct addr_prefix *p)
{
	unsigned i;

	for (i = 0; i < used; i++)
		if (memcmp(&known[i].prefix, p, sizeof(*p)) == 0)
			return &known[i];
	return NULL;
}

const struct peer *peers_find(const struct addr_prefix *p)
{
	return find(p);
}

/* In the place of the one that was not among the worst for longest. */
static struct peer *add(const struct addr_prefix *p, uint64_t now)
{
	struct peer *it = &known[0];
	unsigned i;

	for (i = 1; i < used; i++)
		if (known[i].last < it->last)
			it = &known[i];
	if (used < PEERS)
		it = &known[used++];
	*it = (struct peer){ .prefix = *p, .since = now };
	return it;
}

static void take(struct peer *peers, unsigned count, const struct addr *remote, uint16_t local_port)
{
	struct addr one = addr_unmapped(remote);
	unsigned i;

	for (i = 0; i < count; i++)
		if (addr_has_prefix(&one, &peers[i].prefix.addr, peers[i].prefix.len)) {
			peers[i].established++;
			peers[i].session |= local_port == SSH;
		}
}

static int by_netlink(struct peer *peers, unsigned count)
{
	static struct os_diag diag; /* too large for a small stack, as the next ones */
	static struct addr_prefix prefixes[PEERS];
	unsigned i;
	struct sock s;
	int r = 0;

	for (i = 0; i < count; i++)
		prefixes[i] = peers[i].prefix;
	diag.peers = prefixes;
	diag.n_peers = count;
	for (i = ADDR_IPV4; i <= ADDR_IPV6 && r >= 0; i += ADDR_IPV6 - ADDR_IPV4) {
		r = os_diag_open(&diag, (enum addr_family)i, 1 << SOCK_ESTABLISHED, OS_DIAG_MIXED);
		if (r < 0)
			break;
		while ((r = os_diag_next(&diag, &s)) > 0)
			take(peers, count, &s.remote, s.local_port);
		os_netlink_close(&diag.netlink);
		if (r == -EINTR)
			r = 0;
	}
	diag.all_kept = false;
	return r;
}

static int by_file(struct peer *peers, unsigned count)
{
	static struct os_sockets file;
	unsigned i;
	struct sock s;
	int r = 0;

	for (i = ADDR_IPV4; i <= ADDR_IPV6; i += ADDR_IPV6 - ADDR_IPV4) {
		r = os_sockets_open(&file, PROTO_TCP, (enum addr_family)i);
		if (r == -ENOENT && i == ADDR_IPV6)
			return 0;
		if (r < 0)
			return r;
		while ((r = os_sockets_next(&file, &s)) > 0)
			if (s.state == SOCK_ESTABLISHED)
				take(peers, count, &s.remote, s.local_port);
		file.lines.bad = 0; /* the sample has told of them */
		os_sockets_close(&file, 0);
	}
	return r;
}

static void forget(struct peer *peers, unsigned count)
{
	for (; count--; peers++) {
		peers->established = 0;
		peers->session = false;
	}
}

static void by_conntrack(struct peer *peers, unsigned count)
{
	struct conntrack c;
	int r = tracked_open();

	if (r < 0)
		return;
	while ((r = tracked_next(&c)) > 0)
		if (strcmp(c.state, "ESTABLISHED") == 0)
			take(peers, count, &c.way[CONNTRACK_ORIGINAL].src, 0);
	tracked_close(r);
}

int peers_count(struct peer *peers, unsigned count, bool forwarded)
{
	int r;

	forget(peers, count);
	r = ENABLE_NETLINK ? by_netlink(peers, count) : -ENOENT;
	if (r < 0) {
		forget(peers, count);
		r = by_file(peers, count);
	}
	if (r >= 0 && forwarded)
		by_conntrack(peers, count);
	return r;
}

void peers_note(const struct watch *w, const struct tally *t, unsigned count)
{
	bool due = false;
	unsigned i;
	int r;

	for (i = 0; i < count && i < t->sources.len && i < PEERS; i++) {
		struct addr_prefix p = tally_prefix(w, &t->source_entries[i], true);
		struct peer *it = find(&p);

		if (!it)
			it = add(&p, t->now);
		it->last = t->now;
		due |= !it->when || it->when + RECOUNT <= t->now;
	}
	if (!due)
		return;
	r = peers_count(known, used, t->conntrack);
	for (i = 0; i < used; i++) {
		known[i].when = t->now;
		known[i].counted = r >= 0;
	}
}
