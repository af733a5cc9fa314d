/* ipv6_route - a line of /proc/net/ipv6_route. */
#include "core/route.h"

#include "fuzz.h"

static void put_hex(char *out, const struct addr *a)
{
	int i;

	out += strlen(out);
	for (i = 0; i < 16; i++)
		sprintf(out + 2 * i, "%02x", a->bytes[i]);
}

/* The record written as the kernel writes it is read as the same one. */
static void check_again(const struct route *r)
{
	struct route again;
	char line[250] = "";

	put_hex(line, &r->to);
	sprintf(line + strlen(line), " %02x ", r->to_len);
	put_hex(line, &r->from);
	sprintf(line + strlen(line), " %02x ", r->from_len);
	put_hex(line, &r->via);
	sprintf(line + strlen(line), " %08x %08x %08x %08x %8s", r->metric, r->ref, r->use,
		r->flags, *r->iface ? r->iface : "*");
	CHECK(route_parse_ipv6(&again, line, strlen(line), true));
	CHECK(memcmp(&again, r, sizeof(again)) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *line = (const char *)data;
	char text[64];
	struct fmt f = fmt_open(text, sizeof(text));
	struct route r;

	CHECK(!route_parse_ipv6(&r, line, size, false));
	if (!route_parse_ipv6(&r, line, size, true))
		return 0;
	CHECK(size >= 112);
	CHECK(r.to.family == ADDR_IPV6 && r.from.family == ADDR_IPV6);
	CHECK(r.via.family == ADDR_IPV6 && !r.source.family && !r.type && !r.mask);
	CHECK(r.to_len <= 128 && r.from_len <= 128);
	CHECK(memchr(r.iface, 0, sizeof(r.iface)));
	route_fmt_flags(&f, &r);
	CHECK(!f.cut);
	if (!memchr(line, 0, size))
		check_again(&r);
	return 0;
}
