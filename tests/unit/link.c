/* link - rtnetlink's requests and replies, and lines of /proc/net/if_inet6. */
#include "core/link.h"

#include "unit.h"
#include "hex.h"
#include "links.h"

#include <arpa/inet.h>
#include <linux/if_addr.h>
#include <linux/if_arp.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>

static void requests(void **state)
{
	static const struct ifinfomsg any;
	static const struct ifaddrmsg ipv4 = { .ifa_family = AF_INET };
	uint8_t out[LINK_REQUEST];
	struct nl_walk w;
	struct nl_msg m;

	(void)state;
	memset(out, 0xff, sizeof(out));
	link_request(out, LINK_GET, 5);
	w = nl_open(out, sizeof(out));
	assert_true(nl_next(&w, &m));
	assert_true(m.type == RTM_GETLINK && m.flags == (NL_REQUEST | NL_DUMP) && m.seq == 5);
	assert_int_equal(m.len, sizeof(any));
	assert_memory_equal(m.body, &any, sizeof(any));
	memset(out, 0xff, sizeof(out));
	link_request(out, LINK_GET_ADDR, 6);
	w = nl_open(out, sizeof(out));
	assert_true(nl_next(&w, &m));
	assert_true(m.type == RTM_GETADDR && m.flags == (NL_REQUEST | NL_DUMP) && m.seq == 6);
	assert_true(m.len >= sizeof(ipv4));
	assert_memory_equal(m.body, &ipv4, sizeof(ipv4));
}

/* The kernel refuses a request for counters that is longer than it has to be. */
static void request_of_counters(void **state)
{
	static const struct if_stats_msg links = {
		.filter_mask = IFLA_STATS_FILTER_BIT(IFLA_STATS_LINK_64),
	};
	uint8_t out[LINK_REQUEST];
	struct nlmsghdr head;

	(void)state;
	memset(out, 0xff, sizeof(out));
	link_request(out, LINK_GET_STATS, 7);
	memcpy(&head, out, sizeof(head));
	assert_int_equal(sizeof(links), 12);
	assert_int_equal(head.nlmsg_len, NL_HEADER + sizeof(links));
	assert_int_equal(head.nlmsg_type, RTM_GETSTATS);
	assert_int_equal(head.nlmsg_flags, NL_REQUEST | NL_DUMP);
	assert_int_equal(head.nlmsg_seq, 7);
	assert_int_equal(head.nlmsg_pid, 0);
	assert_memory_equal(out + NL_HEADER, &links, sizeof(links));
	assert_int_equal(LINK_NEW_STATS, RTM_NEWSTATS);
	assert_int_equal(LINK_NEW, RTM_NEWLINK);
}

/* The same as /proc/net/dev says. */
static void same_counters(const struct iface *i, const char *line)
{
	struct iface of_file;

	assert_true(iface_parse(&of_file, line, strlen(line), IFACE_KNOWS_COUNTERS));
	assert_int_equal(i->known & IFACE_KNOWS_COUNTERS, IFACE_KNOWS_COUNTERS);
	assert_memory_equal(i->value, of_file.value, IFACE_COUNTERS * sizeof(*i->value));
}

static void recorded_link(void **state)
{
	size_t len;
	uint8_t *bytes = from_hex(link_reply, &len);
	struct iface i;

	(void)state;
	little_endian_only();
	assert_true(link_parse(&i, bytes + NL_HEADER, len - NL_HEADER));
	assert_int_equal(i.name_len, 4);
	assert_memory_equal(i.name, "eth0", 4);
	assert_true(i.type == 1 && i.index == 3 && i.hardware_len == 6);
	assert_memory_equal(i.hardware, "\0\0\x5e\0\x53\1", 6);
	assert_int_equal(i.value[IFACE_FLAGS], 0x1003);
	assert_int_equal(i.value[IFACE_MTU], 1500);
	assert_int_equal(i.value[IFACE_QUEUE], 1000);
	assert_int_equal(i.known,
		IFACE_KNOWS_COUNTERS | 1 << IFACE_FLAGS | 1 << IFACE_MTU | 1 << IFACE_QUEUE);
	assert_false(i.physical); /* a veth */
	free(bytes);
	bytes = from_hex(loopback_reply, &len);
	assert_true(link_parse(&i, bytes + NL_HEADER, len - NL_HEADER));
	assert_true(i.type == IFACE_LOOPBACK_TYPE && i.index == 1 && !i.physical);
	assert_int_equal(i.value[IFACE_FLAGS], 0x49);
	same_counters(&i, stats_replies[0].line);
	free(bytes);
}

static size_t put(uint8_t *out, uint16_t type, const void *body, size_t len)
{
	uint16_t head[2] = { (uint16_t)(len + 4), type };

	memcpy(out, head, 4);
	memcpy(out + 4, body, len);
	return (len + 7) & ~(size_t)3;
}

enum {
	MESSAGE = 512,
};

/* All that is read of a message, and some that is not. */
static size_t full_link(uint8_t out[MESSAGE])
{
	struct ifinfomsg head = {
		.ifi_type = 772,
		.ifi_index = 9,
		.ifi_flags = 0x31043,
	};
	struct rtnl_link_ifmap map = { 0x1000, 0x2000, 0xfe00, 18, 3, 4 };
	uint32_t mtu = 4294967295u, queue = 7;
	size_t at = sizeof(head);

	memset(out, 0, MESSAGE);
	memcpy(out, &head, sizeof(head));
	at += put(out + at, IFLA_IFNAME, "abcdefghijklmno", 16);
	at += put(out + at, IFLA_MTU, &mtu, 4);
	at += put(out + at, IFLA_MAP, &map, sizeof(map));
	at += put(out + at, IFLA_TXQLEN, &queue, 4);
	at += put(out + at, IFLA_ADDRESS, "12345678901234567890", 20);
	return at;
}

static void whole_link(void **state)
{
	uint8_t message[MESSAGE];
	size_t len = full_link(message);
	struct iface i;

	(void)state;
	assert_true(link_parse(&i, message, len));
	assert_int_equal(i.value[IFACE_FLAGS], 0x1043);
	assert_int_equal(i.value[IFACE_MTU], 4294967295u);
	assert_int_equal(i.value[IFACE_QUEUE], 7);
	assert_int_equal(i.hardware_len, 20);
	assert_memory_equal(i.hardware, "12345678901234567890", 20);
	assert_int_equal(i.name_len, 15);
	assert_memory_equal(i.name, "abcdefghijklmno", 16);
	assert_int_equal(i.index, 9);
	assert_int_equal(i.type, 772);
}

/* A message cut anywhere knows less, and nothing else. */
static void links_cut_anywhere(void **state)
{
	uint8_t message[MESSAGE];
	size_t len = full_link(message), n, v;
	struct iface whole, i;

	(void)state;
	assert_true(link_parse(&whole, message, len));
	for (n = 0; n < len; n++) {
		uint8_t *cut = (uint8_t *)exact(message, n);
		bool read = link_parse(&i, cut, n);

		assert_int_equal(read, n >= 36); /* its name came first */
		for (v = 0; read && v < IFACE_VALUES; v++)
			assert_true(!iface_knows(&i, v) || i.value[v] == whole.value[v]);
		free(cut);
	}
}

static void link_changed(const void *data, const char *body, size_t len)
{
	struct iface i;

	(void)data;
	if (!link_parse(&i, (const uint8_t *)body, len))
		return;
	assert_true(i.name_len && i.name_len <= IFACE_NAME && i.hardware_len <= IFACE_HARDWARE);
	assert_true(i.value[IFACE_FLAGS] <= UINT16_MAX);
}

static void links_changed(void **state)
{
	uint8_t message[MESSAGE];
	size_t len = full_link(message);

	(void)state;
	every_change((const char *)message, len, link_changed, NULL);
}

/* Names, hardware and numbers of another size than theirs. */
static void odd_links(void **state)
{
	uint8_t message[MESSAGE] = { 0 };
	char text[64];
	struct iface i;
	size_t len;

	(void)state;
	memset(text, 'a', sizeof(text));
	len = 16 + put(message + 16, IFLA_IFNAME, text, 17);
	assert_false(link_parse(&i, message, len));
	len = 16 + put(message + 16, IFLA_IFNAME, "", 1);
	assert_false(link_parse(&i, message, len));
	len = 16 + put(message + 16, IFLA_IFNAME, text, 16);
	assert_true(link_parse(&i, message, len));
	assert_int_equal(i.name_len, 16);
	len += put(message + len, IFLA_ADDRESS, text, 33);
	len += put(message + len, IFLA_MTU, text, 2);
	assert_true(link_parse(&i, message, len));
	assert_int_equal(i.hardware_len, 0);
	assert_false(iface_knows(&i, IFACE_MTU));
}

/* An attribute within an attribute. */
static size_t put_nested(uint8_t *out, uint16_t type, uint16_t inner, const char *text)
{
	uint8_t body[64] = { 0 };
	size_t len = put(body, inner, text, strlen(text) + 1);

	return put(out, type, body, len);
}

/* Hardware: what no other interface carries, and what is no bridge, tunnel and the like. */
static void physical(void **state)
{
	enum {
		KIND = 1 << 0,
		PORT = 1 << 1, /* of a bridge: that its bridge is one is told in the same place */
		PARENT = 1 << 2,
		LOWER = 1 << 3,
		LOOPBACK = 1 << 4,
	};
	static const struct {
		unsigned has;
		bool physical;
	} all[] = {
		{ 0, true }, /* before Linux 5.14 */
		{ PARENT, true },
		{ PORT, true },
		{ PORT | PARENT, true },
		{ KIND, false },
		{ KIND | PORT, false },
		{ KIND | PARENT, true }, /* of a driver of CAN */
		{ LOWER, false },
		{ LOWER | PARENT, false }, /* a port of a switch: its bytes pass another one, too */
		{ LOWER | KIND, false },
		{ LOWER | KIND | PARENT, false },
		{ LOOPBACK, false },
		{ LOOPBACK | PARENT, false },
	};
	uint32_t lower = 3;
	size_t n;

	(void)state;
	for (n = 0; n < COUNT(all); n++) {
		const unsigned has = all[n].has;
		const struct ifinfomsg head = {
			.ifi_type = has & LOOPBACK ? ARPHRD_LOOPBACK : ARPHRD_ETHER,
		};
		uint8_t message[MESSAGE] = { 0 };
		struct iface i;
		size_t at = sizeof(head);

		memcpy(message, &head, sizeof(head));
		at += put(message + at, IFLA_IFNAME, "eth0", 5);
		if (has & LOWER)
			at += put(message + at, IFLA_LINK, &lower, 4);
		if (has & PARENT)
			at += put(message + at, IFLA_PARENT_DEV_NAME, "0000:00:03.0", 13);
		if (has & KIND)
			at += put_nested(message + at, IFLA_LINKINFO, IFLA_INFO_KIND, "bridge");
		if (has & PORT && !(has & KIND))
			at += put_nested(message + at, IFLA_LINKINFO, IFLA_INFO_SLAVE_KIND,
				"bridge");
		assert_true(link_parse(&i, message, at));
		assert_int_equal(i.physical, all[n].physical);
	}
}

/* A number of its own in each field; where each of them is counted, as the kernel adds them up. */
static const struct rtnl_link_stats64 stats = {
	.rx_packets = UINT64_C(1) << 40,
	.tx_packets = UINT64_C(1) << 41,
	.rx_bytes = UINT64_C(1) << 42,
	.tx_bytes = UINT64_C(1) << 43,
	.rx_errors = 1 << 1,
	.tx_errors = 1 << 2,
	.rx_dropped = 1 << 3,
	.tx_dropped = 1 << 4,
	.multicast = 1 << 5,
	.collisions = 1 << 6,
	.rx_length_errors = 1 << 7,
	.rx_over_errors = 1 << 8,
	.rx_crc_errors = 1 << 9,
	.rx_frame_errors = 1 << 10,
	.rx_fifo_errors = 1 << 11,
	.rx_missed_errors = 1 << 12,
	.tx_aborted_errors = 1 << 13,
	.tx_carrier_errors = 1 << 14,
	.tx_fifo_errors = 1 << 15,
	.tx_heartbeat_errors = 1 << 16,
	.tx_window_errors = 1 << 17,
	.rx_compressed = 1 << 18,
	.tx_compressed = 1 << 19,
	.rx_nohandler = 1 << 20,
};

static void assert_stats(const struct iface *i)
{
	const uint64_t expected[IFACE_COUNTERS] = {
		[IFACE_RX_BYTES] = stats.rx_bytes,
		[IFACE_RX_PACKETS] = stats.rx_packets,
		[IFACE_RX_ERRORS] = stats.rx_errors,
		[IFACE_RX_DROPPED] = stats.rx_dropped + stats.rx_missed_errors,
		[IFACE_RX_FIFO] = stats.rx_fifo_errors,
		[IFACE_RX_FRAME] = stats.rx_length_errors + stats.rx_over_errors +
				   stats.rx_crc_errors + stats.rx_frame_errors,
		[IFACE_RX_COMPRESSED] = stats.rx_compressed,
		[IFACE_RX_MULTICAST] = stats.multicast,
		[IFACE_TX_BYTES] = stats.tx_bytes,
		[IFACE_TX_PACKETS] = stats.tx_packets,
		[IFACE_TX_ERRORS] = stats.tx_errors,
		[IFACE_TX_DROPPED] = stats.tx_dropped,
		[IFACE_TX_FIFO] = stats.tx_fifo_errors,
		[IFACE_TX_COLLISIONS] = stats.collisions,
		[IFACE_TX_CARRIER] = stats.tx_carrier_errors + stats.tx_aborted_errors +
				     stats.tx_window_errors + stats.tx_heartbeat_errors,
	};
	unsigned n;

	assert_int_equal(i->known & IFACE_KNOWS_COUNTERS, IFACE_KNOWS_COUNTERS);
	for (n = 0; n < IFACE_COUNTERS; n++)
		assert_int_equal(i->value[n], expected[n]);
}

enum {
	OLDEST_STATS = offsetof(struct rtnl_link_stats64, tx_compressed),
};

/* Of a structure that has been growing all fields that are read, or nothing. */
static void counters_of_links(void **state)
{
	uint8_t message[MESSAGE];
	const size_t len = full_link(message);
	struct iface i;
	size_t n;

	(void)state;
	for (n = 0; n <= sizeof(stats); n += 8) {
		size_t whole = len + put(message + len, IFLA_STATS64, &stats, n);

		assert_true(link_parse(&i, message, whole));
		assert_int_equal(i.value[IFACE_MTU], 4294967295u);
		if (n >= OLDEST_STATS)
			assert_stats(&i);
		else
			assert_int_equal(i.known & IFACE_KNOWS_COUNTERS, 0);
	}
}

/* An answer about counters: in front of them there are others. */
static size_t full_stats(uint8_t out[MESSAGE])
{
	const struct rtnl_link_stats64 others = { .rx_bytes = 5 };
	const struct if_stats_msg head = { .ifindex = 70000 };
	size_t at = sizeof(head);

	memset(out, 0, MESSAGE);
	memcpy(out, &head, sizeof(head));
	at += put(out + at, IFLA_STATS_LINK_XSTATS, &others, sizeof(others));
	at += put(out + at, IFLA_STATS_LINK_64, &stats, sizeof(stats));
	return at;
}

static void counters_alone(void **state)
{
	uint8_t message[MESSAGE];
	size_t len = full_stats(message), n;
	struct iface i;

	(void)state;
	assert_true(link_parse_stats(&i, message, len));
	assert_stats(&i);
	assert_int_equal(i.known, IFACE_KNOWS_COUNTERS);
	assert_true(i.index == 70000 && !i.name_len && !i.hardware_len);
	for (n = 0; n < len; n++) {
		uint8_t *cut = (uint8_t *)exact(message, n);

		assert_false(link_parse_stats(&i, cut, n));
		free(cut);
	}
	len = 12 + put(message + 12, IFLA_STATS_LINK_64, &stats, OLDEST_STATS);
	assert_true(link_parse_stats(&i, message, len));
	assert_stats(&i);
	len = 12 + put(message + 12, IFLA_STATS_LINK_64, &stats, OLDEST_STATS - 1);
	assert_false(link_parse_stats(&i, message, len));
}

static void stats_changed(const void *data, const char *body, size_t len)
{
	struct iface i;

	(void)data;
	if (link_parse_stats(&i, (const uint8_t *)body, len))
		assert_true(i.known == IFACE_KNOWS_COUNTERS && !i.name_len && !i.physical);
}

static void stats_changed_anywhere(void **state)
{
	uint8_t message[MESSAGE];
	size_t len = full_stats(message);

	(void)state;
	every_change((const char *)message, len, stats_changed, NULL);
}

static void recorded_stats(void **state)
{
	size_t k, len;

	(void)state;
	little_endian_only();
	for (k = 0; k < COUNT(stats_replies); k++) {
		uint8_t *bytes = from_hex(stats_replies[k].reply, &len);
		struct nl_walk w = nl_open(bytes, len);
		struct nl_msg m;
		struct iface i;

		assert_true(nl_next(&w, &m));
		assert_int_equal(m.type, LINK_NEW_STATS);
		assert_true(link_parse_stats(&i, m.body, m.len));
		assert_int_equal(i.index, k ? 4 : 1);
		same_counters(&i, stats_replies[k].line);
		free(bytes);
	}
}

static void addr_text(char *out, const struct link_addr *a)
{
	static const uint8_t of[] = { LINK_LOCAL, LINK_PEER, LINK_BROADCAST };
	char one[INET6_ADDRSTRLEN];
	size_t n;

	sprintf(out, "%.*s %u", a->name.name_len, a->name.name, a->index);
	for (n = 0; n < COUNT(of); n++) {
		const struct addr *b = &a->addrs[of[n]];

		if (b->family)
			inet_ntop(b->family == ADDR_IPV4 ? AF_INET : AF_INET6, b->bytes, one,
				sizeof(one));
		sprintf(out + strlen(out), " %s", b->family ? one : "-");
	}
	sprintf(out + strlen(out), " /%u %x", a->prefix, a->scope);
}

static void recorded_addrs(void **state)
{
	static const char *const expected[] = {
		"lo 1 127.0.0.1 127.0.0.1 - /8 0",
		"eth0 3 192.0.2.1 192.0.2.1 192.0.2.255 /24 0",
		"eth0:1 3 198.51.100.1 198.51.100.1 - /24 0",
		"tun0 4 203.0.113.1 203.0.113.2 - /32 0",
	};
	size_t k, len, n;
	char out[200];

	(void)state;
	little_endian_only();
	for (k = 0; k < COUNT(addr_replies); k++) {
		uint8_t *bytes = from_hex(addr_replies[k], &len);
		struct link_addr a;

		assert_true(link_parse_addr(&a, bytes + NL_HEADER, len - NL_HEADER));
		addr_text(out, &a);
		assert_string_equal(out, expected[k]);
		for (n = 0; n < len - NL_HEADER; n++) {
			uint8_t *cut = (uint8_t *)exact(bytes + NL_HEADER, n);

			/* The local address is the second of its attributes. */
			assert_int_equal(link_parse_addr(&a, cut, n), n >= 24);
			free(cut);
		}
		bytes[NL_HEADER] = AF_INET6;
		assert_false(link_parse_addr(&a, bytes + NL_HEADER, len - NL_HEADER));
		bytes[NL_HEADER] = AF_INET;
		bytes[NL_HEADER + 1] = 33;
		assert_false(link_parse_addr(&a, bytes + NL_HEADER, len - NL_HEADER));
		free(bytes);
	}
}

static const struct line {
	const char *name;
	const char *line;
	const char *record;
} lines[] = {
	/* github.com/kellyjonbrazil/jc, MIT */
	{ "loopback", "00000000000000000000000000000001 01 80 10 80       lo",
		"lo 1 ::1 - - /128 10" },
	/* Our own. */
	{ "link", "fe80000000000000020000fffe005301 02 40 20 c0    veth1",
		"veth1 2 fe80::200:ff:fe00:5301 - - /64 20" },
	{ "global, a large index, a name of 15 bytes",
		"20010db8000000000000000000000002 1f3a4 40 00 182 abcdefghijklmno",
		"abcdefghijklmno 127908 2001:db8::2 - - /64 0" },
	{ "a blank at its end", "20010db8000000000000000000000002 03 00 00 82 eth0 ",
		"eth0 3 2001:db8::2 - - /0 0" },
	{ "no name", "20010db8000000000000000000000002 03 00 00 82 ", NULL },
	{ "31 digits", "20010db800000000000000000000002 03 40 00 82 eth0", NULL },
	{ "33 digits", "20010db80000000000000000000000020 03 40 00 82 eth0", NULL },
	{ "129 bits", "20010db8000000000000000000000002 03 81 00 82 eth0", NULL },
	{ "a scope of 256", "20010db8000000000000000000000002 03 40 100 82 eth0", NULL },
	{ "a column missing", "20010db8000000000000000000000002 03 40 00 eth0", NULL },
	{ "no bytes", "", NULL },
};

static void check_line(void **state)
{
	const struct line *l = *state;
	size_t len = strlen(l->line);
	char *line = exact(l->line, len), out[200] = "malformed";
	struct link_addr a;

	if (link_parse_inet6(&a, line, len))
		addr_text(out, &a);
	assert_string_equal(out, l->record ? l->record : "malformed");
	free(line);
}

static void accepted_is_sane(const void *data, const char *line, size_t len)
{
	struct link_addr a;

	(void)data;
	if (!link_parse_inet6(&a, line, len))
		return;
	assert_true(a.name.name_len && a.name.name_len <= IFACE_NAME && a.prefix <= 128);
	assert_true(len >= 42);
	assert_int_equal(a.addrs[LINK_LOCAL].family, ADDR_IPV6);
}

static void prefixes_and_changes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(lines); i++) {
		every_prefix(lines[i].line, strlen(lines[i].line), accepted_is_sane, NULL);
		every_change(lines[i].line, strlen(lines[i].line), accepted_is_sane, NULL);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_TEST(&u, requests);
	UNIT_TEST(&u, request_of_counters);
	UNIT_TEST(&u, recorded_link);
	UNIT_TEST(&u, whole_link);
	UNIT_TEST(&u, links_cut_anywhere);
	UNIT_TEST(&u, links_changed);
	UNIT_TEST(&u, odd_links);
	UNIT_TEST(&u, physical);
	UNIT_TEST(&u, counters_of_links);
	UNIT_TEST(&u, counters_alone);
	UNIT_TEST(&u, stats_changed_anywhere);
	UNIT_TEST(&u, recorded_stats);
	UNIT_TEST(&u, recorded_addrs);
	UNIT_ROWS(&u, lines, check_line);
	UNIT_TEST(&u, prefixes_and_changes);
	return unit_run(&u, "link");
}
