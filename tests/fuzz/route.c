/* route - a line of /proc/net/route. The first byte says the byte order. */
#include "core/route.h"

#include "fuzz.h"

static void put_hex(char *out, const struct addr *a, enum byte_order order)
{
	int i;

	out += strlen(out);
	for (i = 0; i < 4; i++)
		sprintf(out + 2 * i, "%02X", a->bytes[order == LITTLE_ENDIAN_HOST ? 3 - i : i]);
	strcat(out, "\t");
}

/* The record written as the kernel writes it is read as the same one. */
static void check_again(const struct route *r, enum byte_order order)
{
	struct addr mask = route_mask_addr(r->mask);
	struct route again;
	char line[200];

	sprintf(line, "%s\t", *r->iface ? r->iface : "*");
	put_hex(line, &r->to, order);
	put_hex(line, &r->via, order);
	sprintf(line + strlen(line), "%04X\t%d\t%d\t%d\t", r->flags, (int)r->ref, (int)r->use,
		(int)r->metric);
	put_hex(line, &mask, order);
	sprintf(line + strlen(line), "%d\t%d\t%d", (int)r->mss, (int)r->metrics[ROUTE_WINDOW],
		(int)r->irtt);
	CHECK(route_parse_ipv4(&again, order, line, strlen(line), true));
	CHECK(memcmp(&again, r, sizeof(again)) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *line = (const char *)data + 1;
	enum byte_order order;
	char text[64];
	struct fmt f = fmt_open(text, sizeof(text));
	struct route r;

	if (!size)
		return 0;
	order = data[0] & 1 ? BIG_ENDIAN_HOST : LITTLE_ENDIAN_HOST;
	CHECK(!route_parse_ipv4(&r, order, line, --size, false));
	if (!route_parse_ipv4(&r, order, line, size, true))
		return 0;
	CHECK(!route_is_heading(line, size) || memcmp(r.iface, "Iface", 6) == 0);
	CHECK(r.to.family == ADDR_IPV4 && r.via.family == ADDR_IPV4 && !r.from.family);
	CHECK(memchr(r.iface, 0, sizeof(r.iface)));
	CHECK(r.to_len <= 32 && (!r.to_len || route_mask(r.to_len) == r.mask));
	CHECK(r.type == 0 || (r.type == ROUTE_BLACKHOLE && !(r.flags & ROUTE_GATEWAY)));
	CHECK(!r.hops.at && !r.oif && r.known == ROUTE_KNOWS_COUNTS);
	route_fmt_flags(&f, &r);
	CHECK(!f.cut && (*text == 'U' || *text == '!'));
	if (!memchr(line, 0, size))
		check_again(&r, order);
	return 0;
}
