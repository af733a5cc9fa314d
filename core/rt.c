/* rt - rtnetlink: the messages of routes. */
#include "core/rt.h"

#include <string.h>

/* AF_INET and AF_INET6, attributes and next hops of include/uapi/linux/rtnetlink.h. */
enum {
	FAMILY_INET = 2,
	FAMILY_INET6 = 10,
	ROUTE_BODY = 12,
	HOP_BODY = 8,
	CLONED = 0x200, /* RTM_F_CLONED: an entry of a cache */
	RTA_DST = 1,
	RTA_SRC = 2,
	RTA_OIF = 4,
	RTA_GATEWAY = 5,
	RTA_PRIORITY = 6,
	RTA_PREFSRC = 7,
	RTA_METRICS = 8,
	RTA_MULTIPATH = 9,
	RTA_CACHEINFO = 12,
	RTA_TABLE = 15,
	RTA_VIA = 18,
	RTA_NEXTHOP_ID = 30,
	USER_HZ = 100, /* ticks a second, on every machine that matters */
};

void rt_dump_request(uint8_t out[RT_GET_REQUEST], enum addr_family family, uint32_t table,
	uint32_t seq)
{
	uint8_t *body = out + NL_HEADER;
	size_t len = table ? RT_GET_REQUEST : RT_GET_REQUEST - 8;

	memset(out, 0, RT_GET_REQUEST);
	nl_header(out, RT_GETROUTE, NL_REQUEST | NL_DUMP, seq, len - NL_HEADER);
	body[0] = family == ADDR_IPV4 ? FAMILY_INET : FAMILY_INET6;
	nl_put_u16(body + ROUTE_BODY, 8);
	nl_put_u16(body + ROUTE_BODY + 2, RTA_TABLE);
	nl_put_u32(body + ROUTE_BODY + 4, table);
}

static struct addr address(uint8_t family, const uint8_t *bytes, size_t len)
{
	struct addr a = { .family = family };
	size_t want = family == ADDR_IPV4 ? 4 : 16;

	if (len == want)
		memcpy(a.bytes, bytes, want);
	else
		a.family = 0;
	return a;
}

static uint32_t number(const struct nl_attr *a)
{
	return a->len >= 4 ? nl_u32(a->body) : 0;
}

static void metrics(struct route *r, const struct nl_attr *nest)
{
	struct nl_walk w = nl_open(nest->body, nest->len);
	struct nl_attr a;

	while (nl_next_attr(&w, &a))
		if (a.type < ROUTE_METRICS)
			r->metrics[a.type] = number(&a);
	if (r->metrics[ROUTE_ADVMSS])
		r->mss = r->metrics[ROUTE_ADVMSS] + 40;
	r->irtt = r->metrics[ROUTE_RTT] / 8;
}

/* struct rtvia: the address family, then the address. */
static struct addr via(const struct nl_attr *a)
{
	uint16_t family = a->len >= 2 ? nl_u16(a->body) : 0;

	if (family != FAMILY_INET && family != FAMILY_INET6)
		return (struct addr){ .family = 0 };
	return address(family == FAMILY_INET ? ADDR_IPV4 : ADDR_IPV6, a->body + 2, a->len - 2);
}

/* An attribute that next hops of their own have, too. */
static void hop_attribute(struct route *r, const struct nl_attr *a)
{
	if (a->type == RTA_GATEWAY)
		r->via = address(r->to.family, a->body, a->len);
	else if (a->type == RTA_VIA)
		r->via = via(a);
}

/*
 * length 2, flags 1, weight 1, interface 4, then attributes
 */
bool rt_next_hop(struct route *r)
{
	const uint8_t *p = r->hops.at;
	size_t left = (size_t)(r->hops.end - p);
	size_t len = left >= HOP_BODY ? nl_u16(p) : 0;
	struct nl_walk w;
	struct nl_attr a;

	if (len < HOP_BODY || len > left) {
		r->hops.at = r->hops.end;
		return false;
	}
	r->hops.at += left - len < 4 ? left : (len + 3) & ~(size_t)3;
	r->weight = p[3];
	r->oif = nl_u32(p + 4);
	memset(&r->via, 0, sizeof(r->via));
	w = nl_open(p + HOP_BODY, len - HOP_BODY);
	while (nl_next_attr(&w, &a))
		hop_attribute(r, &a);
	r->flags &= ~(uint32_t)ROUTE_GATEWAY;
	if (r->via.family)
		r->flags |= ROUTE_GATEWAY;
	return true;
}

static void attribute(struct route *r, const struct nl_attr *a)
{
	switch (a->type & ~NL_NESTED) {
	case RTA_DST:
		r->to = address(r->to.family, a->body, a->len);
		break;
	case RTA_SRC:
		r->from = address(r->from.family, a->body, a->len);
		break;
	case RTA_PREFSRC:
		r->source = address(r->to.family, a->body, a->len);
		break;
	case RTA_OIF:
		r->oif = number(a);
		break;
	case RTA_PRIORITY:
		r->metric = number(a);
		break;
	case RTA_TABLE:
		r->table = number(a);
		break;
	case RTA_METRICS:
		metrics(r, a);
		break;
	case RTA_MULTIPATH:
		r->hops = nl_open(a->body, a->len);
		break;
	case RTA_CACHEINFO:
		if (a->len >= 12 && nl_u32(a->body + 8)) {
			int32_t ticks = (int32_t)nl_u32(a->body + 8);

			r->expires = ticks > 0 ? (uint32_t)ticks / USER_HZ : 0;
			r->has_expires = true;
		}
		break;
	case RTA_NEXTHOP_ID:
		r->by_id = true;
		break;
	default:
		hop_attribute(r, a);
	}
}

/* As fib_flag_trans of net/ipv4/fib_trie.c has them for /proc/net/route. */
static uint32_t flags_of(const struct route *r)
{
	uint32_t flags = ROUTE_UP;

	if (r->type == ROUTE_UNREACHABLE || r->type == ROUTE_PROHIBIT)
		flags |= ROUTE_REJECT;
	if (r->via.family)
		flags |= ROUTE_GATEWAY;
	if (r->to.family == ADDR_IPV4)
		return flags | (r->to_len == 32 ? ROUTE_HOST : 0);
	if (flags & ROUTE_REJECT || r->type == ROUTE_BLACKHOLE || r->type == ROUTE_THROW)
		flags &= ~(uint32_t)ROUTE_UP;
	return flags | (r->has_expires ? ROUTE_EXPIRES : 0);
}

/*
 * family 1, bits of the destination 1 and of the source 1, tos 1, table 1, protocol 1, scope 1,
 * type 1, flags 4
 */
bool rt_parse(struct route *r, const uint8_t *body, size_t len)
{
	struct nl_walk w;
	struct nl_attr a;

	memset(r, 0, sizeof(*r));
	if (len < ROUTE_BODY || (body[0] != FAMILY_INET && body[0] != FAMILY_INET6) ||
		nl_u32(body + 8) & CLONED)
		return false;
	r->to.family = r->from.family = body[0] == FAMILY_INET ? ADDR_IPV4 : ADDR_IPV6;
	r->to_len = body[1];
	r->from_len = body[2];
	r->tos = body[3];
	r->table = body[4];
	r->protocol = body[5];
	r->scope = body[6];
	r->type = body[7];
	r->known = ROUTE_KNOWS_ORIGIN;
	w = nl_open(body + ROUTE_BODY, len - ROUTE_BODY);
	while (nl_next_attr(&w, &a))
		attribute(r, &a);
	if (!r->to.family || !r->from.family || r->to_len > addr_bits(r->to.family) ||
		r->from_len > addr_bits(r->from.family))
		return false;
	if (r->to.family == ADDR_IPV4)
		r->mask = route_mask(r->to_len);
	r->flags = flags_of(r);
	rt_next_hop(r);
	return true;
}

static void put_number(struct nl_build *q, uint16_t type, uint32_t n)
{
	if (n)
		nl_put(q, type, &n, sizeof(n));
}

static void put_address(struct nl_build *q, uint16_t type, const struct addr *a)
{
	if (a->family)
		nl_put(q, type, a->bytes, addr_bits(a->family) / 8);
}

static void put_via(struct nl_build *q, const struct addr *a)
{
	uint8_t value[2 + 16];

	nl_put_u16(value, a->family == ADDR_IPV4 ? FAMILY_INET : FAMILY_INET6);
	memcpy(value + 2, a->bytes, 16);
	nl_put(q, RTA_VIA, value, 2 + addr_bits(a->family) / 8);
}

size_t rt_change_request(uint8_t out[RT_CHANGE_REQUEST], uint16_t type, uint16_t flags,
	uint32_t seq, const struct route *r)
{
	struct nl_build q = { out, NL_HEADER + ROUTE_BODY };
	uint8_t *body = out + NL_HEADER;
	size_t nest;
	uint16_t i;

	memset(out, 0, RT_CHANGE_REQUEST);
	body[0] = r->to.family == ADDR_IPV4 ? FAMILY_INET : FAMILY_INET6;
	body[1] = r->to_len;
	body[2] = r->from_len;
	body[3] = r->tos;
	body[4] = r->table > UINT8_MAX ? 0 : (uint8_t)r->table;
	body[5] = r->protocol;
	body[6] = r->scope;
	body[7] = r->type;
	put_address(&q, RTA_DST, &r->to);
	if (r->from_len)
		put_address(&q, RTA_SRC, &r->from);
	if (r->via.family == r->to.family)
		put_address(&q, RTA_GATEWAY, &r->via);
	else if (r->via.family)
		put_via(&q, &r->via);
	put_number(&q, RTA_OIF, r->oif);
	put_number(&q, RTA_PRIORITY, r->metric);
	put_number(&q, RTA_TABLE, r->table);
	nest = nl_nest(&q, RTA_METRICS);
	for (i = 0; i < ROUTE_METRICS; i++)
		put_number(&q, i, r->metrics[i]);
	nl_nest_end(&q, nest);
	if (q.len == nest + 4)
		q.len = nest;
	nl_header(out, type, (uint16_t)(NL_REQUEST | flags), seq, q.len - NL_HEADER);
	return q.len;
}

/* The next hops of an object, which the kernel tells, it wants to hear its number of alone. */
static bool is_of_object(uint16_t type)
{
	return type == RTA_OIF || type == RTA_GATEWAY || type == RTA_MULTIPATH || type == RTA_VIA;
}

size_t rt_delete_request(uint8_t *out, uint32_t seq, const uint8_t *body, size_t len)
{
	struct nl_build q = { out, NL_HEADER + ROUTE_BODY };
	struct nl_walk w = nl_open(body + ROUTE_BODY, len - ROUTE_BODY);
	struct route r;
	struct nl_attr a;

	rt_parse(&r, body, len);
	memcpy(out + NL_HEADER, body, ROUTE_BODY);
	if (r.by_id)
		out[NL_HEADER + 7] = 0; /* the type, too, is the object's */
	while (nl_next_attr(&w, &a))
		if (!r.by_id || !is_of_object(a.type))
			nl_put(&q, a.type, a.body, a.len);
	return nl_header(out, RT_DELROUTE, NL_REQUEST | NL_ACK, seq, q.len - NL_HEADER);
}
