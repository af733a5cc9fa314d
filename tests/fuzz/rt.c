/* rt - what a rtnetlink socket brings: the body of a route, or of an error; the first byte is a flag. */
#include "core/rt.h"

#include "fuzz.h"

/* All next hops; they lie inside and are no more than fit. */
static void check_hops(struct route r, const uint8_t *body, size_t len)
{
	size_t n = 0;

	do {
		CHECK(!r.hops.at || (r.hops.at >= body + 12 && r.hops.at <= r.hops.end &&
					    r.hops.end <= body + len));
		CHECK(!r.via.family == !(r.flags & ROUTE_GATEWAY));
		CHECK(!r.via.family || r.via.family == ADDR_IPV4 || r.via.family == ADDR_IPV6);
		CHECK(n++ <= len / 8);
	} while (rt_next_hop(&r));
	CHECK(r.hops.at == r.hops.end && !rt_next_hop(&r));
}

/* The route asked for is read as the same one. */
static void check_again(const struct route *r)
{
	uint8_t out[RT_CHANGE_REQUEST];
	size_t len = rt_change_request(out, RT_NEWROUTE, NL_CREATE, 1, r);
	struct route again;

	CHECK(len <= sizeof(out) && nl_u32(out) == len);
	CHECK(rt_parse(&again, out + NL_HEADER, len - NL_HEADER));
	CHECK(memcmp(&again.to, &r->to, sizeof(r->to)) == 0 && again.to_len == r->to_len);
	CHECK(again.from_len == r->from_len);
	CHECK(!r->from_len || memcmp(&again.from, &r->from, sizeof(r->from)) == 0);
	CHECK(memcmp(&again.via, &r->via, sizeof(r->via)) == 0);
	CHECK(memcmp(again.metrics, r->metrics, sizeof(r->metrics)) == 0);
	CHECK(again.oif == r->oif && again.metric == r->metric && again.table == r->table);
	CHECK(again.type == r->type && again.protocol == r->protocol);
	CHECK(again.scope == r->scope && again.tos == r->tos && again.mask == r->mask);
	CHECK(((again.flags ^ r->flags) & ~(uint32_t)ROUTE_EXPIRES) == 0);
}

static void check_error(uint16_t flags, const uint8_t *body, size_t len)
{
	const struct nl_msg m = { .type = NL_ERROR, .flags = flags, .body = body, .len = len };
	const char *words = NULL, *bytes = (const char *)body;
	size_t n = nl_error_words(&m, &words);

	CHECK(!n || (words >= bytes + 24 && words + n <= bytes + len && !memchr(words, 0, n)));
	CHECK(!n || flags & 0x200);
	CHECK(nl_error(&m) >= -1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *body;
	char text[64];
	struct fmt f = fmt_open(text, sizeof(text));
	struct route r;

	if (!size)
		return 0;
	body = (uint8_t *)exact(data + 1, --size);
	check_error((uint16_t)(data[0] << 8), body, size);
	if (rt_parse(&r, body, size)) {
		CHECK(size >= 12 && r.known == ROUTE_KNOWS_ORIGIN);
		CHECK(r.to.family == ADDR_IPV4 || r.to.family == ADDR_IPV6);
		CHECK(r.from.family == r.to.family && r.to_len <= addr_bits(r.to.family));
		CHECK(!r.source.family || r.source.family == r.to.family);
		CHECK(r.has_expires || !r.expires);
		route_fmt_flags(&f, &r);
		CHECK(!f.cut);
		check_again(&r);
		check_hops(r, body, size);
	}
	free(body);
	return 0;
}
