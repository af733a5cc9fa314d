/* block - dropping the SYN packets of addresses for a while: by nftables, or by blackhole routes. */
#include "core/nft.h"
#include "core/rt.h"
#include "platform/calls.h"
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	LOOKS = 4,     /* until nothing changes meanwhile */
	SETS = 64,     /* lengths of prefixes, of both families */
	PROTOCOL = 83, /* who made a route: nobody else that is known has this number */
	SECOND = 1000, /* in ms */
};

static uint8_t request[NFT_REQUEST]; /* too large for a small stack */

/* ---- nftables. */

static int open_nft(struct os_blocker *b)
{
	return b->nft.fd > 0 ? 0 : os_netlink_open(&b->nft, OS_NETLINK_NETFILTER);
}

/* Sends a batch, and waits for the answer behind those that are late. */
static int change(struct os_blocker *b, size_t len)
{
	struct nl_msg m;
	int r = os_netlink_ask(&b->nft, request, len);

	return r < 0 ? r : os_netlink_next(&b->nft, &m);
}

static int look(struct os_blocker *b, size_t len)
{
	int r = os_netlink_ask(&b->nft, request, len);

	return r == -ENOENT ? 0 : r;
}

static int load_set(struct os_blocker *b, struct addr_prefix p)
{
	struct nl_msg m;
	uint64_t ms;
	int r = look(b, nft_dump_request(request, ++b->nft.seq, &p));

	while (r >= 0 && (r = os_netlink_next(&b->nft, &m)) > 0) {
		struct nl_walk w = nft_elements(m.body, m.len);

		while (m.type == NFT_NEW_ELEMENTS && nft_next_element(&w, &p, &ms)) {
			if (b->count == OS_BLOCKS)
				return -ENOBUFS;
			if (ms)
				b->blocks[b->count++] = (struct os_block){ .prefix = p, .ms = ms };
		}
	}
	return r == -ENOENT ? 0 : r;
}

static int load_nft(struct os_blocker *b)
{
	struct addr_prefix sets[SETS];
	unsigned n = 0, i;
	struct nl_msg m;
	int r = open_nft(b);

	if (r >= 0)
		r = look(b, nft_dump_request(request, ++b->nft.seq, NULL));
	while (r >= 0 && (r = os_netlink_next(&b->nft, &m)) > 0)
		if (m.type == NFT_NEW_SET && n < SETS && nft_parse_set(&sets[n], m.body, m.len))
			n++;
	if (r == -ENOENT)
		r = 0;
	for (i = 0; i < n && r >= 0; i++)
		r = load_set(b, sets[i]);
	return r;
}

static const struct os_block *find(const struct os_blocker *b, const struct addr_prefix *p)
{
	unsigned i;

	for (i = 0; i < b->count; i++)
		if (memcmp(&b->blocks[i].prefix, p, sizeof(*p)) == 0)
			return &b->blocks[i];
	return NULL;
}

static int add_to_nft(struct os_blocker *b, const struct addr_prefix *p, uint64_t ms)
{
	bool renew = find(b, p);
	int r = open_nft(b);

	if (r < 0)
		return r;
	r = change(b, nft_table_request(request, ++b->nft.seq));
	if ((r >= 0 || r == -EEXIST) && p->len < addr_bits(p->addr.family))
		r = change(b, nft_set_request(request, ++b->nft.seq, p));
	if (r >= 0 || r == -EEXIST)
		r = change(b, nft_block_request(request, ++b->nft.seq, p, ms, renew));
	return r;
}

/* ---- Routes. Their metric is when their time has passed. */

static uint64_t boot_ms(void)
{
	return os_clock(CLOCK_BOOTTIME) / 1000000;
}

static int load_routes(struct os_blocker *b, enum addr_family family)
{
	uint64_t now = boot_ms();
	struct route r;
	int result = os_routes_open(&b->routes, family, ROUTE_MAIN, OS_ROUTES_NETLINK);

	while (result >= 0 && (result = os_routes_next(&b->routes, &r)) > 0) {
		struct os_block *one = &b->blocks[b->count];
		uint64_t until = (uint64_t)r.metric * SECOND;

		if (r.protocol != PROTOCOL || r.type != ROUTE_BLACKHOLE)
			continue;
		if (b->count == OS_BLOCKS)
			return -ENOBUFS;
		b->count++;
		*one = (struct os_block){ { r.to, r.to_len }, r.metric,
			until > now ? until - now : 0 };
	}
	return result == -EAFNOSUPPORT ? 0 : result;
}

static struct route route_of(const struct addr_prefix *p, uint32_t until)
{
	return (struct route){
		.to = p->addr,
		.to_len = p->len,
		.type = ROUTE_BLACKHOLE,
		.protocol = PROTOCOL,
		.table = ROUTE_MAIN,
		.metric = until,
	};
}

static int remove_route(struct os_blocker *b, const struct os_block *one)
{
	char words[OS_REFUSAL];
	struct route r = route_of(&one->prefix, one->until);
	int result = os_route_delete_hop(&b->routes, &r, words);

	return result == -ESRCH ? -ENOENT : result;
}

static int add_route(struct os_blocker *b, const struct addr_prefix *p, uint64_t ms)
{
	char words[OS_REFUSAL];
	const struct os_block *old = find(b, p);
	struct route r = route_of(p, (uint32_t)((boot_ms() + ms) / SECOND + 1));
	int result = os_route_add(&b->routes, &r, false, words);

	if (result >= 0 && old && old->until != r.metric)
		remove_route(b, old);
	return result == -EEXIST ? 0 : result;
}

/* ---- Either. */

int os_block_load(struct os_blocker *b)
{
	unsigned n;
	int r = -EINTR;

	for (n = 0; n < LOOKS && r == -EINTR; n++) {
		b->count = 0;
		if (b->means == OS_BLOCK_NFT) {
			r = load_nft(b);
		} else {
			r = load_routes(b, ADDR_IPV4);
			if (r >= 0)
				r = load_routes(b, ADDR_IPV6);
		}
	}
	return r;
}

int os_block_add(struct os_blocker *b, const struct addr_prefix *p, uint64_t ms)
{
	return b->means == OS_BLOCK_NFT ? add_to_nft(b, p, ms) : add_route(b, p, ms);
}

int os_block_remove(struct os_blocker *b, const struct addr_prefix *p)
{
	unsigned i;
	int r = -ENOENT;

	if (b->means == OS_BLOCK_NFT && find(b, p))
		return change(b, nft_unblock_request(request, ++b->nft.seq, p));
	/* Two that ran at once have made two routes. */
	for (i = 0; i < b->count && (r >= 0 || r == -ENOENT); i++)
		if (memcmp(&b->blocks[i].prefix, p, sizeof(*p)) == 0)
			r = remove_route(b, &b->blocks[i]);
	return r;
}

int os_block_expire(struct os_blocker *b)
{
	unsigned i = 0;
	int r = 0;

	while (i < b->count)
		if (!b->blocks[i].ms && b->means == OS_BLOCK_ROUTE) {
			r = remove_route(b, &b->blocks[i]);
			b->blocks[i] = b->blocks[--b->count];
		} else {
			i++;
		}
	return r;
}

int os_block_remove_all(struct os_blocker *b)
{
	unsigned i;
	int r = 0;

	if (b->means == OS_BLOCK_NFT) {
		r = open_nft(b);
		return r < 0 ? r : change(b, nft_remove_request(request, ++b->nft.seq));
	}
	for (i = 0; i < b->count && r >= 0; i++)
		r = remove_route(b, &b->blocks[i]);
	return r;
}

int os_conntrack_delete(struct os_blocker *b, const struct conntrack *c)
{
	int r = open_nft(b);

	return r < 0 ? r : change(b, conntrack_delete_request(request, ++b->nft.seq, c));
}

int os_set(const char *name, unsigned n)
{
	char path[OS_PATH], text[FMT_U64];
	struct fmt f = fmt_open(text, sizeof(text));
	int fd, r = os_root_is_live() ? os_path(path, name) : -EROFS;

	if (r < 0)
		return r;
	fmt_dec(&f, n);
	fd = os_openat(AT_FDCWD, path, O_WRONLY | O_CLOEXEC);
	r = fd < 0 || write(fd, text, (size_t)(f.at - text)) < 0 ? -errno : 0;
	if (fd >= 0)
		close(fd);
	return r;
}
