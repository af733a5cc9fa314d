/* block - who is to be blocked in a flood, and doing it. */
#include "synwatch.h"

#include "core/scan.h"

#include <errno.h>
#include <string.h>

enum {
	LATE = 3 * SECOND, /* by when a block must have had its effect */
};

static struct os_blocker blocker; /* too large for a small stack, as is the next one */
static struct peer peers[PEERS];
static bool automatic; /* the means are not given */
static uint64_t block_ms = 600 * (uint64_t)SECOND;
static uint64_t most = 64;

/* ---- Options. */

/* N, Ns, Nm or Nh */
static bool read_time(const char *text)
{
	struct scan s = scan_string(text);
	uint64_t n = scan_dec_max(&s, 86400 * 365);

	if (scan_take(&s, "h"))
		n *= 3600;
	else if (scan_take(&s, "m"))
		n *= 60;
	else
		scan_take(&s, "s");
	block_ms = n * SECOND;
	return scan_done(&s) && n && n <= 86400 * 365;
}

/* Removes the routes of an earlier run that have outlived their time. */
static void purge(void)
{
	const enum os_block_means means = blocker.means;

	blocker.means = OS_BLOCK_ROUTE;
	if (os_block_load(&blocker) >= 0)
		os_block_expire(&blocker);
	blocker.means = means;
}

int block_open(const struct args *a)
{
	const char *means = opt_last(a, BLOCK), *time = opt_last(a, FOR), *text;
	int status = STATUS_FINE;
	unsigned i;

	if (means && *means && strcmp(means, "nft") != 0 && strcmp(means, "route") != 0)
		return os_complain_usage("--block", means, PACKED("neither nft nor route"));
	automatic = !means || !*means;
	blocker.means = means && *means == 'r' ? OS_BLOCK_ROUTE : OS_BLOCK_NFT;
	if (time && !read_time(time))
		return os_complain_usage("--for", time, PACKED("not a time: 90, 90s, 10m, 2h"));
	text = opt_last(a, MAX_BLOCKS);
	if (text && (!scan_number(text, OS_BLOCKS, &most) || !most))
		return os_complain_usage("--max-blocks", text, PACKED("out of range"));
	for (i = 0; status == STATUS_FINE && (text = opt_value(a, ALLOW, i)); i++)
		status = exempt_allow(text);
	if (status == STATUS_FINE && a->set & (YES | LIST | UNBLOCK))
		purge();
	return status;
}

/* ---- Deciding. */

static const struct os_block *find(const struct addr_prefix *p)
{
	unsigned i;

	for (i = 0; i < blocker.count; i++)
		if (addr_has_prefix(&p->addr, &blocker.blocks[i].prefix.addr,
			    blocker.blocks[i].prefix.len) &&
			blocker.blocks[i].prefix.len <= p->len && blocker.blocks[i].ms)
			return &blocker.blocks[i];
	return NULL;
}

static void propose(struct decisions *d, const struct addr_prefix *p, uint32_t half)
{
	if (d->count == PEERS)
		return;
	peers[d->count] = (struct peer){ .prefix = *p };
	d->all[d->count++] = (struct decision){ .prefix = *p, .half = half };
}

static void propose_all(const struct watch *w, const struct tally *t, const struct verdict *v,
	struct decisions *d)
{
	unsigned i;

	if (v->kind == ONE_PREFIX)
		propose(d, &v->who, v->who_half);
	if (v->kind == ONE_PREFIX && w->set & BLOCK_PREFIX)
		return;
	for (i = 0; i < t->sources.len; i++) {
		const struct topk_entry *e = &t->source_entries[i];
		struct addr_prefix p = tally_prefix(w, e, true);

		if (e->count - e->error >= w->per_source)
			propose(d, &p, e->count - e->error);
	}
}

/* Whether the kernel lacks nftables, or a part of them, and the other means may do. */
static bool is_lacking(int r)
{
	return automatic && blocker.means == OS_BLOCK_NFT &&
	       (r == -EPROTONOSUPPORT || r == -EOPNOTSUPP || r == -ENOENT || r == -EINVAL);
}

/* Reads back what is blocked. */
static int load(void)
{
	int r = os_block_load(&blocker);

	if (is_lacking(r)) {
		blocker.means = OS_BLOCK_ROUTE;
		r = os_block_load(&blocker);
	}
	if (r >= 0)
		os_block_expire(&blocker);
	return r;
}

static int block(const struct addr_prefix *p)
{
	int r = os_block_add(&blocker, p, block_ms);

	if (is_lacking(r) && !blocker.count) {
		blocker.means = OS_BLOCK_ROUTE;
		r = os_block_add(&blocker, p, block_ms);
	}
	if (r < 0)
		return r;
	automatic = false; /* what has worked once is there */
	return load() < 0 || os_interrupted() || find(p) ? 0 : -ENOENT;
}

static void decide(const struct watch *w, struct decision *d, const struct peer *peer)
{
	const struct os_block *old = find(&d->prefix);

	d->why = (uint8_t)exempt_why(&d->prefix);
	d->established = peer->established;
	d->outcome = IS_EXEMPT;
	if (!d->why && peer->session)
		d->why = IS_SESSION;
	if (!d->why && peer->established && !(w->set & EVEN_ESTABLISHED))
		d->why = IS_ESTABLISHED;
	if (old) {
		d->ms = old->ms;
		/* Entries that stood before the block are gone by then. */
		d->outcome = old->ms + LATE < block_ms ? NO_EFFECT : IS_BLOCKED;
	} else if (d->why) {
		return;
	} else if (d->prefix.len < addr_bits(d->prefix.addr.family) && !(w->set & BLOCK_PREFIX)) {
		d->outcome = NOT_NAMED;
	} else if (blocker.count >= most) {
		d->outcome = TOO_MANY;
	} else if (!(w->set & YES)) {
		d->outcome = WOULD_BLOCK;
		blocker.count++; /* it counts among the most */
		blocker.blocks[blocker.count - 1] = (struct os_block){ .prefix = d->prefix };
	} else {
		d->error = -block(&d->prefix);
		d->outcome = d->error ? REFUSED : BLOCKED;
		d->ms = d->error ? 0 : block_ms;
	}
}

/* Those that were just blocked. */
static struct addr_prefix blocked[PEERS];
static unsigned n_blocked;

/* Ends what half-open connections they have here. */
static void clear(void)
{
	static struct os_diag diag; /* too large for a small stack, as is the next one */
	static struct os_netlink by;
	unsigned i;
	struct sock s;

	diag.peers = blocked;
	diag.n_peers = n_blocked;
	for (i = ADDR_IPV4; i <= ADDR_IPV6; i += ADDR_IPV6 - ADDR_IPV4) {
		if (os_diag_open(&diag, (enum addr_family)i, 1 << SOCK_SYN_RECV, OS_DIAG_NONE) < 0)
			return;
		while (os_diag_next(&diag, &s) > 0)
			os_diag_destroy(&by, &diag);
		os_netlink_close(&diag.netlink);
	}
	os_netlink_close(&by);
}

/* Forgets those that are forwarded, which would stand for a minute. */
static void clear_forwarded(void)
{
	struct conntrack c;
	unsigned i;
	int r = tracked_open();

	if (r < 0)
		return;
	while ((r = tracked_next(&c)) > 0) {
		const struct addr *from = &c.way[CONNTRACK_ORIGINAL].src;

		for (i = 0; i < n_blocked && conntrack_is_half_open(&c); i++)
			if (addr_has_prefix(from, &blocked[i].addr, blocked[i].len))
				os_conntrack_delete(&blocker, &c);
	}
	tracked_close(r);
}

/* Those that were blocked in the sample before and are not now. */
static void tell_of_ended(struct decisions *d)
{
	static struct os_block before[OS_BLOCKS];
	static unsigned count;
	unsigned i;

	if (load() < 0 || os_interrupted())
		return;
	for (i = 0; i < count && d->count < PEERS; i++)
		if (!find(&before[i].prefix)) {
			propose(d, &before[i].prefix, 0);
			d->all[d->count - 1].outcome = ENDED;
		}
	memcpy(before, blocker.blocks, sizeof(before));
	count = blocker.count;
}

void block_decide(const struct watch *w, const struct tally *t, const struct verdict *v,
	struct decisions *d)
{
	static bool complained; /* what is wrong each time is said once */
	bool any = false;
	unsigned i;
	int r;

	d->count = n_blocked = 0;
	d->cookies = COOKIES_STAY;
	if (w->set & WATCHING && w->set & YES)
		tell_of_ended(d);
	if (v->level != FLOOD || !(w->set & (BLOCK | COOKIES)))
		return;
	if (w->set & BLOCK && v->kind != SPREAD && v->kind != NO_KIND)
		propose_all(w, t, v, d);
	if (d->count) {
		os_mute(complained);
		r = exempt_load() == STATUS_FINE ? 0 : -EAGAIN;
		os_mute(false);
		complained = r < 0;
		if (r >= 0)
			r = peers_count(peers, d->count, t->conntrack);
		if (r >= 0)
			r = load();
		/* What was read is not all then. */
		if (os_interrupted()) {
			d->count = 0;
			return;
		}
		/* Who cannot be asked about may be somebody innocent. */
		for (i = 0; i < d->count; i++) {
			if (d->all[i].outcome == ENDED)
				continue;
			if (r >= 0) {
				decide(w, &d->all[i], &peers[i]);
			} else {
				d->all[i].outcome = REFUSED;
				d->all[i].error = -r;
			}
			if (d->all[i].outcome == BLOCKED)
				blocked[n_blocked++] = d->all[i].prefix;
			any |= d->all[i].outcome == BLOCKED || d->all[i].outcome == IS_BLOCKED;
		}
		if (n_blocked && blocker.means == OS_BLOCK_NFT)
			clear();
		if (n_blocked && t->conntrack)
			clear_forwarded();
	}
	if (w->set & COOKIES && !any && v->cookies == 0) {
		d->cookies = COOKIES_WOULD;
		if (w->set & YES)
			d->cookies = os_set("sys/net/ipv4/tcp_syncookies", 1) < 0 ? COOKIES_REFUSED
										  : COOKIES_ON;
	}
}

/* ---- In words. */

void block_fmt(struct fmt *f, const struct decision *d)
{
	static const char *const outcomes[] = {
		[WOULD_BLOCK] = PACKED("would be blocked, with --yes"),
		[BLOCKED] = PACKED("blocked"),
		[IS_BLOCKED] = PACKED("is blocked"),
		[IS_EXEMPT] = PACKED("not blocked: "),
		[TOO_MANY] = PACKED("not blocked: as many are as may be (--max-blocks)"),
		[NOT_NAMED] = PACKED("not blocked: a prefix (--block-prefix)"),
		[REFUSED] = PACKED("not blocked: "),
		[ENDED] = PACKED("is blocked no more"),
		[NO_EFFECT] = PACKED("is blocked, but its connections do not go"),
	};
	static const char *const reasons[] = {
		[IS_OWN] = PACKED("an address of this machine"),
		[IS_LOOPBACK] = PACKED("loopback"),
		[IS_MULTICAST] = PACKED("multicast"),
		[IS_GATEWAY] = PACKED("a gateway of this machine"),
		[IS_NAME_SERVER] = PACKED("a name server of this machine"),
		[IS_SESSION] = PACKED("somebody is logged in from there"),
		[IS_ALLOWED] = PACKED("--allow"),
		[IS_ESTABLISHED] = PACKED(" established connections (--even-established)"),
	};
	char buf[OS_REASON];

	fmt_prefix(f, &d->prefix);
	fmt_str(f, ": ");
	if (d->outcome != ENDED) {
		fmt_dec(f, d->half);
		packed_fmt(f, PACKED(" half-open: "));
	}
	packed_fmt(f, outcomes[d->outcome]);
	if (d->outcome == IS_EXEMPT) {
		if (d->why == IS_ESTABLISHED)
			fmt_dec(f, d->established);
		packed_fmt(f, reasons[d->why]);
	}
	if (d->outcome == REFUSED)
		packed_fmt(f, os_reason(buf, d->error));
	if (d->ms) {
		packed_fmt(f, PACKED(", for "));
		fmt_dec(f, (d->ms + SECOND - 1) / SECOND);
		fmt_str(f, " s");
	}
}

void block_fmt_cookies(struct fmt *f, const struct decisions *d)
{
	static const char *const texts[] = {
		[COOKIES_STAY] = "",
		[COOKIES_WOULD] = PACKED("tcp_syncookies would be set to 1, with --yes"),
		[COOKIES_ON] = PACKED("tcp_syncookies is 1 now"),
		[COOKIES_REFUSED] = PACKED("tcp_syncookies may not be set"),
	};

	packed_fmt(f, texts[d->cookies]);
}
