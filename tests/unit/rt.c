/* rt - rtnetlink: recorded replies, requests beside those of ip, and lengths that lie. */
#include "core/rt.h"

#include "unit.h"
#include "hex.h"
#include "rt_replies.h"

#include <arpa/inet.h>

enum {
	RECORD = 800,
};

static void say(char *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(char *out, const char *format, ...)
{
	size_t len = strlen(out);
	va_list list;

	va_start(list, format);
	vsnprintf(out + len, RECORD - len, format, list);
	va_end(list);
}

static void say_address(char *out, const char *what, const struct addr *a)
{
	char text[INET6_ADDRSTRLEN];

	if (!a->family)
		return;
	assert_true(a->family == ADDR_IPV4 || a->family == ADDR_IPV6);
	inet_ntop(a->family == ADDR_IPV4 ? AF_INET : AF_INET6, a->bytes, text, sizeof(text));
	say(out, "%s%s", what, text);
}

/* What is 0 is left out, and so is `scope 0`. */
static void say_number(char *out, const char *what, uint32_t n)
{
	if (n)
		say(out, " %s %u", what, n);
}

static void record_text(char out[RECORD], struct route *r)
{
	unsigned i;

	*out = 0;
	assert_int_equal(r->known, ROUTE_KNOWS_ORIGIN);
	assert_true(!r->ref && !r->use && !*r->iface);
	say_address(out, "", &r->to);
	say(out, "/%u type %u table %u proto %u", r->to_len, r->type, r->table, r->protocol);
	say_number(out, "scope", r->scope);
	say_number(out, "tos", r->tos);
	if (r->from_len) {
		say_address(out, " from ", &r->from);
		say(out, "/%u", r->from_len);
	}
	say_address(out, " src ", &r->source);
	say_number(out, "metric", r->metric);
	say_number(out, "mss", r->mss);
	say_number(out, "irtt", r->irtt);
	/* The one above is a text: the name of a congestion control. */
	for (i = 0; i < 16; i++)
		if (r->metrics[i])
			say(out, " %u:%u", i, r->metrics[i]);
	if (r->has_expires)
		say(out, " expires %u", r->expires);
	if (r->to.family == ADDR_IPV4)
		assert_int_equal(route_mask_len(r->mask), r->to_len);
	else
		assert_int_equal(r->mask, 0);
	do {
		say(out, " |");
		say_address(out, " via ", &r->via);
		say_number(out, "oif", r->oif);
		say(out, " flags %x", r->flags);
		say_number(out, "weight", r->weight);
	} while (rt_next_hop(r));
	assert_false(rt_next_hop(r));
}

static void recorded(void **state)
{
	const struct rt_reply *reply = *state;
	size_t len;
	uint8_t *bytes = from_hex(reply->hex, &len);
	char out[RECORD] = "none";
	struct route r;

	little_endian_only();
	if (rt_parse(&r, bytes, len))
		record_text(out, &r);
	assert_string_equal(out, reply->record ? reply->record : "none");
	free(bytes);
}

/* All that is read lies inside, and the walk over the next hops ends. */
static void parsed_is_sane(const void *data, const char *bytes, size_t len)
{
	const uint8_t *body = (const uint8_t *)bytes;
	char out[RECORD];
	struct route r;

	(void)data;
	if (!rt_parse(&r, body, len))
		return;
	assert_true(len >= 12 && r.to.family && r.to_len <= addr_bits(r.to.family));
	if (r.hops.at)
		assert_true(r.hops.at >= body + 12 && r.hops.at <= r.hops.end &&
			    r.hops.end <= body + len);
	record_text(out, &r);
	assert_ptr_equal(r.hops.at, r.hops.end);
}

static void prefixes_and_changes(void **state)
{
	size_t i, len;

	(void)state;
	for (i = 0; i < COUNT(rt_replies); i++) {
		char *bytes = (char *)from_hex(rt_replies[i].hex, &len);

		every_prefix(bytes, len, parsed_is_sane, NULL);
		every_change(bytes, len, parsed_is_sane, NULL);
		free(bytes);
	}
}

/* Any two bytes of a reply changed. */
static void random_changes(void **state)
{
	size_t n, len;

	(void)state;
	for (n = 0; n < 100000; n++) {
		char *bytes = (char *)from_hex(rt_replies[n % COUNT(rt_replies)].hex, &len);

		bytes[unit_random() % len] = (char)unit_random();
		bytes[unit_random() % len] = (char)(unit_random() % 32);
		parsed_is_sane(NULL, bytes, len);
		free(bytes);
	}
}

/* A body of IPv4 of a unicast route in the table main, and attributes. */
#define BODY4 "02180000fe03000100000000"
#define BODY6 "0a300000fe03000100000000"
#define DST4 "08000100cb007100"
#define DST6 "1400010020010db8000100000000000000000000"

static const struct rt_reply made_up[] = {
	{ "no byte", "", NULL },
	{ "eleven bytes", "02180000fe030001000000", NULL },
	{ "the body alone", BODY4, "0.0.0.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "another family", "07180000fe03000100000000", NULL },
	{ "family 0", "00180000fe03000100000000", NULL },
	{ "33 bits of IPv4", "02210000fe03000100000000", NULL },
	{ "32 bits of IPv4", "02200000fe03000100000000",
		"0.0.0.0/32 type 1 table 254 proto 3 | flags 5" },
	{ "129 bits of IPv6", "0a810000fe03000100000000", NULL },
	{ "128 bits of IPv6", "0a800000fe03000100000000",
		"::/128 type 1 table 254 proto 3 | flags 1" },
	{ "a clone", "02180000fe03000100020000" DST4, NULL },
	{ "other flags are no clone's", "02180000fe030001fffdffff" DST4,
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "a destination of three bytes", BODY4 "07000100cb007100", NULL },
	{ "a destination of IPv6 in a route of IPv4", BODY4 DST6, NULL },
	{ "a destination of IPv4 in a route of IPv6", BODY6 DST4, NULL },
	{ "a source of IPv4 in a route of IPv6", BODY6 DST6 "08000200cb007100", NULL },
	{ "a good destination behind a bad one", BODY4 "07000100cb007100" DST4, NULL },
	{ "a gateway of three bytes is none", BODY4 DST4 "07000500c0000200",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "a gateway of IPv6 in RTA_GATEWAY is none",
		BODY4 DST4 "1400050020010db8000000000000000000000001",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "RTA_VIA of IPv4", BODY4 DST4 "0a00120002000a0000010000",
		"203.0.113.0/24 type 1 table 254 proto 3 | via 10.0.0.1 flags 3" },
	{ "RTA_VIA of one byte", BODY4 DST4 "05001200020000000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "RTA_VIA without its address", BODY4 DST4 "060012000a000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "RTA_VIA of IPv6, an address of IPv4", BODY4 DST4 "0a0012000a000a0000010000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "the table of three bytes is unknown", BODY4 "07000f00e8030000" DST4,
		"203.0.113.0/24 type 1 table 0 proto 3 | flags 1" },
	{ "a table without an attribute", "021800004d03000100000000" DST4,
		"203.0.113.0/24 type 1 table 77 proto 3 | flags 1" },
	{ "the largest table",
		"0218000000030001000000000800"
		"0f00ffffffff" DST4,
		"203.0.113.0/24 type 1 table 4294967295 proto 3 | flags 1" },
	{ "an attribute cut short", BODY4 DST4 "08000500c00002",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "an attribute of length 3 ends the list", BODY4 DST4 "0300050008000600ffff0000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "metrics cut short",
		BODY4 DST4 "0e000800"
			   "08000200"
			   "78050000"
			   "08000000",
		"203.0.113.0/24 type 1 table 254 proto 3 2:1400 | flags 1" },
	{ "metrics that reach beyond their nest",
		BODY4 DST4 "08000800"
			   "08000200"
			   "78050000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "metrics with the flag of a nest",
		BODY4 DST4 "0c000880"
			   "08000200"
			   "78050000",
		"203.0.113.0/24 type 1 table 254 proto 3 2:1400 | flags 1" },
	{ "a metric above all that are known",
		BODY4 DST4 "0c000800"
			   "08001100"
			   "78050000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "the last metric that is known",
		BODY4 DST4 "0c000800"
			   "08000f00"
			   "78050000",
		"203.0.113.0/24 type 1 table 254 proto 3 15:1400 | flags 1" },
	{ "a metric of type 65535",
		BODY4 DST4 "0c000800"
			   "0800ffff"
			   "78050000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "a metric of two bytes is unknown",
		BODY4 DST4 "0a000800"
			   "06000200"
			   "78050000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "expires in half a second",
		BODY4 DST4 "10000c00"
			   "0000000000000000"
			   "32000000",
		"203.0.113.0/24 type 1 table 254 proto 3 expires 0 | flags 1" },
	{ "expired",
		BODY4 DST4 "10000c00"
			   "0000000000000000"
			   "ffffffff",
		"203.0.113.0/24 type 1 table 254 proto 3 expires 0 | flags 1" },
	{ "expires as late as can be",
		BODY4 DST4 "10000c00"
			   "0000000000000000"
			   "ffffff7f",
		"203.0.113.0/24 type 1 table 254 proto 3 expires 21474836 | flags 1" },
	{ "cacheinfo of eleven bytes",
		BODY4 DST4 "0f000c00"
			   "0000000000000000"
			   "32000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "IPv6 that expires has its flag",
		BODY6 DST6 "10000c00"
			   "0000000000000000"
			   "64000000",
		"2001:db8:1::/48 type 1 table 254 proto 3 expires 1 | flags 400001" },
	{ "no next hop", BODY4 DST4 "04000900",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "a next hop of seven bytes",
		BODY4 DST4 "0b000900"
			   "0700000003000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "a next hop of length 7",
		BODY4 DST4 "0c000900"
			   "0700000003000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "a next hop of length 0",
		BODY4 DST4 "0c000900"
			   "0000000003000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "a next hop beyond the end",
		BODY4 DST4 "0c000900"
			   "0900000003000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | flags 1" },
	{ "next hops without a gateway",
		BODY4 DST4 "14000900"
			   "0800000003000000"
			   "080000ff04000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | oif 3 flags 1 | oif 4 flags 1 weight "
		"255" },
	{ "a gateway of the first next hop alone",
		BODY4 DST4 "1c000900"
			   "1000000003000000"
			   "08000500c0000209"
			   "0800000004000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | via 192.0.2.9 oif 3 flags 3 | oif 4 "
		"flags 1" },
	{ "a gateway of the second next hop alone",
		BODY4 DST4 "1c000900"
			   "0800000004000000"
			   "1000000003000000"
			   "08000500c0000209",
		"203.0.113.0/24 type 1 table 254 proto 3 | oif 4 flags 1 | via 192.0.2.9 oif 3 "
		"flags 3" },
	{ "the second next hop is cut",
		BODY4 DST4 "18000900"
			   "0800000004000000"
			   "1000000003000000"
			   "08000500",
		"203.0.113.0/24 type 1 table 254 proto 3 | oif 4 flags 1" },
	{ "a gateway that reaches beyond its next hop",
		BODY4 DST4 "18000900"
			   "0c00000004000000"
			   "08000500"
			   "0800000003000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | oif 4 flags 1 | oif 3 flags 1" },
	{ "a next hop of length 9 is padded",
		BODY4 DST4 "18000900"
			   "0900000004000000"
			   "00000000"
			   "0800000003000000",
		"203.0.113.0/24 type 1 table 254 proto 3 | oif 4 flags 1 | oif 3 flags 1" },
	{ "the padding of the last next hop is missing",
		BODY4 DST4 "0d000900"
			   "0900000004000000"
			   "00",
		"203.0.113.0/24 type 1 table 254 proto 3 | oif 4 flags 1" },
};

/* A request in one text, whatever the order of its attributes; 0 bits need no address. */
static void request_text(char out[RECORD], const uint8_t *bytes, size_t len)
{
	struct nl_walk w = nl_open(bytes, len), all;
	struct nl_attr a;
	struct nl_msg m;
	uint32_t table;
	uint16_t type;
	size_t i;

	*out = 0;
	assert_true(nl_next(&w, &m));
	assert_int_equal(m.len, len - NL_HEADER);
	assert_true(m.len >= 12);
	table = m.body[4];
	say(out, "type %u flags %x |", m.type, m.flags);
	for (i = 0; i < 12; i++)
		say(out, " %u", i == 4 ? 0 : m.body[i]);
	all = nl_open(m.body + 12, m.len - 12);
	for (type = 0; type < 40; type++) {
		for (w = all; nl_next_attr(&w, &a);) {
			if (a.type != type)
				continue;
			if (type == 15)
				table = nl_u32(a.body);
			if (type == 15 || (type == 1 && !m.body[1]))
				continue;
			say(out, " | %u:", type);
			for (i = 0; i < a.len; i++)
				say(out, "%02x", a.body[i]);
		}
		/* No attribute behind the last one that fits. */
		assert_ptr_equal(w.at, bytes + len);
	}
	say(out, " | table %u", table);
}

enum {
	ADD = NL_ACK | NL_CREATE | NL_EXCL,
	REPLACE = NL_ACK | NL_CREATE | NL_REPLACE,
};

#define V4(a, b, c, d)                                                                             \
	{                                                                                          \
		.family = ADDR_IPV4, .bytes = { a, b, c, d }                                       \
	}
#define V6(...)                                                                                    \
	{                                                                                          \
		.family = ADDR_IPV6, .bytes = { 0x20, 0x01, 0x0d, 0xb8, __VA_ARGS__ }              \
	}

/* What `ip` sent, and the route that says the same. */
static const struct request_row {
	const char *name;
	const char *hex;
	uint16_t type, flags;
	struct route route;
} requests[] = {
	{ "ip route add 203.0.113.128/25 via 192.0.2.1 dev d0 metric 5",
		"3c00000018000506907e036b0000000002190000fe0300010000000008000100cb007180"
		"08000500c000020108000600050000000800040003000000",
		RT_NEWROUTE, ADD,
		{ .to = V4(203, 0, 113, 128),
			.to_len = 25,
			.via = V4(192, 0, 2, 1),
			.oif = 3,
			.metric = 5,
			.table = 254,
			.protocol = 3,
			.type = 1 } },
	{ "ip route add default via 198.51.100.1",
		"2400000018000506907e036b0000000002000000fe0300010000000008000500c6336401",
		RT_NEWROUTE, ADD,
		{ .to = V4(0, 0, 0, 0),
			.via = V4(198, 51, 100, 1),
			.table = 254,
			.protocol = 3,
			.type = 1 } },
	{ "ip route add 10.20.0.0/16 dev d1",
		"2c00000018000506907e036b0000000002100000fe03fd0100000000080001000a140000"
		"0800040005000000",
		RT_NEWROUTE, ADD,
		{ .to = V4(10, 20, 0, 0),
			.to_len = 16,
			.oif = 5,
			.table = 254,
			.protocol = 3,
			.scope = 253,
			.type = 1 } },
	{ "ip route add 10.21.0.1 via inet6 2001:db8::1 dev d0",
		"4400000018000506907e036b0000000002200000fe03000100000000080001000a150001"
		"160012000a0020010db8000000000000000000000001"
		"00000800040003000000",
		RT_NEWROUTE, ADD,
		{ .to = V4(10, 21, 0, 1),
			.to_len = 32,
			.via = V6([15] = 1),
			.oif = 3,
			.table = 254,
			.protocol = 3,
			.type = 1 } },
	{ "ip route add blackhole 10.22.0.0/16",
		"2400000018000506907e036b0000000002100000fe03000600000000080001000a160000",
		RT_NEWROUTE, ADD,
		{ .to = V4(10, 22, 0, 0),
			.to_len = 16,
			.table = 254,
			.protocol = 3,
			.type = ROUTE_BLACKHOLE } },
	{ "ip route add unreachable 10.23.0.0/16",
		"2400000018000506907e036b0000000002100000fe03000700000000080001000a170000",
		RT_NEWROUTE, ADD,
		{ .to = V4(10, 23, 0, 0),
			.to_len = 16,
			.table = 254,
			.protocol = 3,
			.type = ROUTE_UNREACHABLE } },
	{ "ip route replace 10.24.0.0/16 ... window 32768 rtt 300ms advmss 1360 table 1000",
		"5000000018000505907e036b00000000021000000003000100000000080001000a180000"
		"08000500c000020108000f00e80300001c000800080003000080000008000400600900000800080050"
		"050000",
		RT_NEWROUTE, REPLACE,
		{ .to = V4(10, 24, 0, 0),
			.to_len = 16,
			.via = V4(192, 0, 2, 1),
			.table = 1000,
			.protocol = 3,
			.type = 1,
			.metrics = { [ROUTE_WINDOW] = 32768,
				[ROUTE_RTT] = 2400,
				[ROUTE_ADVMSS] = 1360 } } },
	{ "ip route del 10.20.0.0/16 dev d1",
		"2c00000019000500907e036b0000000002100000fe00ff0000000000080001000a140000"
		"0800040005000000",
		RT_DELROUTE, NL_ACK,
		{ .to = V4(10, 20, 0, 0), .to_len = 16, .oif = 5, .table = 254, .scope = 255 } },
	{ "ip -6 route add 2001:db8:20::/48 via 2001:db8::1 dev d0 metric 1 mtu 1400",
		"6000000018000506907e036b000000000a300000fe030001000000001400010020010db80020000000"
		"00"
		"0000000000001400050020010db8000000000000000000000001080006000100000008000400030000"
		"000c0008000800020078050000",
		RT_NEWROUTE, ADD,
		{ .to = V6(0, 0x20),
			.to_len = 48,
			.via = V6([15] = 1),
			.oif = 3,
			.metric = 1,
			.table = 254,
			.protocol = 3,
			.type = 1,
			.metrics = { [ROUTE_MTU] = 1400 } } },
	{ "ip -6 route add 2001:db8:21::/48 from 2001:db8:2::/48 via 2001:db8::1",
		"5800000018000506907e036b000000000a303000fe030001000000001400010020010db80021000000"
		"00"
		"0000000000001400020020010db80002000000000000000000001400050020010db800000000000000"
		"0000000001",
		RT_NEWROUTE, ADD,
		{ .to = V6(0, 0x21),
			.to_len = 48,
			.from = V6(0, 2),
			.from_len = 48,
			.via = V6([15] = 1),
			.table = 254,
			.protocol = 3,
			.type = 1 } },
	{ "ip -6 route add unreachable 2001:db8:22::/48",
		"3000000018000506907e036b000000000a300000fe030007000000001400010020010db80022000000"
		"00"
		"000000000000",
		RT_NEWROUTE, ADD,
		{ .to = V6(0, 0x22),
			.to_len = 48,
			.table = 254,
			.protocol = 3,
			.type = ROUTE_UNREACHABLE } },
};

static void requested(void **state)
{
	const struct request_row *r = *state;
	size_t len, ours;
	uint8_t *bytes = from_hex(r->hex, &len);
	uint8_t *out = malloc(RT_CHANGE_REQUEST);
	char expected[RECORD], got[RECORD];
	struct route back;

	little_endian_only();
	memset(out, 0xaa, RT_CHANGE_REQUEST);
	ours = rt_change_request(out, r->type, r->flags, 7, &r->route);
	assert_true(ours <= RT_CHANGE_REQUEST);
	assert_int_equal(nl_u32(out + 8), 7);
	request_text(expected, bytes, len);
	request_text(got, out, ours);
	assert_string_equal(got, expected);
	/* What is asked for is read as it was said. */
	assert_true(rt_parse(&back, out + NL_HEADER, ours - NL_HEADER));
	assert_memory_equal(&back.to, &r->route.to, sizeof(back.to));
	assert_memory_equal(&back.via, &r->route.via, sizeof(back.via));
	assert_memory_equal(back.metrics, r->route.metrics, sizeof(back.metrics));
	assert_int_equal(back.table, r->route.table);
	assert_int_equal(back.to_len, r->route.to_len);
	assert_int_equal(back.metric, r->route.metric);
	assert_int_equal(back.oif, r->route.oif);
	free(out);
	free(bytes);
}

/* All that a route can hold fits. */
static void the_longest_request(void **state)
{
	struct route r = { .to = V6(1),
		.to_len = 128,
		.from = V6(2),
		.from_len = 128,
		.via = V4(192, 0, 2, 1),
		.oif = UINT32_MAX,
		.metric = UINT32_MAX,
		.table = UINT32_MAX };
	uint8_t *out = malloc(RT_CHANGE_REQUEST);
	size_t len, i;
	struct route back;

	(void)state;
	for (i = 0; i < ROUTE_METRICS; i++)
		r.metrics[i] = UINT32_MAX;
	len = rt_change_request(out, RT_NEWROUTE, ADD, 1, &r);
	assert_true(len <= RT_CHANGE_REQUEST);
	assert_true(rt_parse(&back, out + NL_HEADER, len - NL_HEADER));
	assert_memory_equal(&back.from, &r.from, sizeof(r.from));
	assert_memory_equal(&back.via, &r.via, sizeof(r.via));
	assert_memory_equal(back.metrics, r.metrics, sizeof(r.metrics));
	assert_int_equal(back.table, UINT32_MAX);
	free(out);
}

static void dumps(void **state)
{
	uint8_t *out = malloc(RT_GET_REQUEST);
	char text[RECORD];

	(void)state;
	memset(out, 0xaa, RT_GET_REQUEST);
	rt_dump_request(out, ADDR_IPV4, 0, 9);
	assert_int_equal(nl_u32(out), NL_HEADER + 12);
	assert_int_equal(nl_u32(out + 8), 9);
	request_text(text, out, nl_u32(out));
	assert_string_equal(text, "type 26 flags 301 | 2 0 0 0 0 0 0 0 0 0 0 0 | table 0");
	rt_dump_request(out, ADDR_IPV6, 1000, 9);
	assert_int_equal(nl_u32(out), RT_GET_REQUEST);
	request_text(text, out, RT_GET_REQUEST);
	assert_string_equal(text, "type 26 flags 301 | 10 0 0 0 0 0 0 0 0 0 0 0 | table 1000");
	free(out);
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rt_replies, recorded);
	UNIT_ROWS(&u, made_up, recorded);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, random_changes);
	UNIT_ROWS(&u, requests, requested);
	UNIT_TEST(&u, the_longest_request);
	UNIT_TEST(&u, dumps);
	return unit_run(&u, "rt");
}
