/* nft - nfnetlink: requests read by the kernel's own headers, recorded replies and their changes. */
#include "core/nft.h"

#include "unit.h"
#include "hex.h"
#include "nft_text.h"

/* ---- Requests. */

static struct addr_prefix prefix(const char *address, unsigned len)
{
	struct addr_prefix p = { { strchr(address, ':') ? ADDR_IPV6 : ADDR_IPV4, { 0 } },
		(uint8_t)len };

	assert_int_equal(inet_pton(p.addr.family == ADDR_IPV6 ? AF_INET6 : AF_INET, address,
				 p.addr.bytes),
		1);
	return p;
}

/*
 * What `nft --debug=netlink add rule` of nftables 1.0 shows of `ip saddr @blocked4 tcp flags &
 * (fin|syn|rst|ack) == syn counter drop`, and so for IPv6 and prefixes.
 */
#define RULE4 "  [ meta load nfproto => reg 1 ]\n  [ cmp eq reg 1 0x00000002 ]\n"
#define RULE6 "  [ meta load nfproto => reg 1 ]\n  [ cmp eq reg 1 0x0000000a ]\n"
#define SOURCE4 "  [ payload load 4b @ network header + 12 => reg 1 ]\n"
#define SOURCE6 "  [ payload load 16b @ network header + 8 => reg 1 ]\n"
#define MASK4(mask) "  [ bitwise reg 1 = ( reg 1 & " mask " ) ^ 0x00000000 ]\n"
#define MASK6(mask)                                                                                \
	"  [ bitwise reg 1 = ( reg 1 & " mask " ) ^ 0x00000000 0x00000000 0x00000000 0x00000000 "  \
	"]\n"
#define SYN_ONLY(set)                                                                              \
	"  [ lookup reg 1 set " set " ]\n"                                                         \
	"  [ meta load l4proto => reg 1 ]\n"                                                       \
	"  [ cmp eq reg 1 0x00000006 ]\n"                                                          \
	"  [ payload load 1b @ transport header + 13 => reg 1 ]\n"                                 \
	"  [ bitwise reg 1 = ( reg 1 & 0x00000017 ) ^ 0x00000000 ]\n"                              \
	"  [ cmp eq reg 1 0x00000002 ]\n"                                                          \
	"  [ counter pkts 0 bytes 0 ]\n"                                                           \
	"  [ immediate reg 0 drop ]\n"
#define NEW_SET4(set)                                                                              \
	"new set create excl: netlet " set " flags 0x10 key type 7 len 4 size 4096 id 4\n"
#define NEW_SET6(set)                                                                              \
	"new set create excl: netlet " set " flags 0x10 key type 8 len 16 size 4096 id 6\n"
#define NEW_RULE "new rule create append: netlet drop_syn\n"
#define LAST_RULE "new rule create append ack: netlet drop_syn\n"

static void table_request(void **state)
{
	uint8_t *out = malloc(NFT_REQUEST);

	(void)state;
	little_endian_only();
	memset(out, 0xaa, NFT_REQUEST);
	decode(out, nft_table_request(out, SEQ));
	assert_string_equal(text,
		"begin\nnew table create excl: netlet\n"
		"new chain create: netlet drop_syn type filter hook 0 priority -300\n" NEW_SET4(
			"blocked4") NEW_RULE RULE4 SOURCE4 SYN_ONLY("blocked4") NEW_SET6("blocked6")
			LAST_RULE RULE6 SOURCE6 SYN_ONLY("blocked6") "end\n");
	free(out);
}

static const struct set_row {
	const char *name;
	const char *address;
	unsigned len;
	const char *expected;
} set_requests[] = {
	{ "a set of IPv4 /24", "203.0.113.0", 24,
		"begin\n" NEW_SET4("blocked4_24") LAST_RULE RULE4 SOURCE4 MASK4("0x00ffffff")
			SYN_ONLY("blocked4_24") "end\n" },
	{ "a set of IPv4 /20", "203.0.112.0", 20,
		"begin\n" NEW_SET4("blocked4_20") LAST_RULE RULE4 SOURCE4 MASK4("0x00f0ffff")
			SYN_ONLY("blocked4_20") "end\n" },
	{ "a set of IPv4 /1", "0.0.0.0", 1,
		"begin\n" NEW_SET4("blocked4_1") LAST_RULE RULE4 SOURCE4 MASK4("0x00000080")
			SYN_ONLY("blocked4_1") "end\n" },
	{ "a set of IPv4 /31", "203.0.113.2", 31,
		"begin\n" NEW_SET4("blocked4_31") LAST_RULE RULE4 SOURCE4 MASK4("0xfeffffff")
			SYN_ONLY("blocked4_31") "end\n" },
	{ "a set of IPv6 /64", "2001:db8::", 64,
		"begin\n" NEW_SET6("blocked6_64")
			LAST_RULE RULE6 SOURCE6 MASK6("0xffffffff 0xffffffff 0x00000000 0x00000000")
				SYN_ONLY("blocked6_64") "end\n" },
	{ "a set of IPv6 /60", "2001:db8::", 60,
		"begin\n" NEW_SET6("blocked6_60")
			LAST_RULE RULE6 SOURCE6 MASK6("0xffffffff 0xf0ffffff 0x00000000 0x00000000")
				SYN_ONLY("blocked6_60") "end\n" },
	{ "a set of IPv6 /1", "::", 1,
		"begin\n" NEW_SET6("blocked6_1")
			LAST_RULE RULE6 SOURCE6 MASK6("0x00000080 0x00000000 0x00000000 0x00000000")
				SYN_ONLY("blocked6_1") "end\n" },
	{ "a set of IPv6 /127", "2001:db8::2", 127,
		"begin\n" NEW_SET6("blocked6_127")
			LAST_RULE RULE6 SOURCE6 MASK6("0xffffffff 0xffffffff 0xffffffff 0xfeffffff")
				SYN_ONLY("blocked6_127") "end\n" },
};

static void set_request(void **state)
{
	const struct set_row *r = *state;
	const struct addr_prefix p = prefix(r->address, r->len);
	uint8_t *out = malloc(NFT_REQUEST);

	little_endian_only();
	memset(out, 0xaa, NFT_REQUEST);
	decode(out, nft_set_request(out, SEQ, &p));
	assert_string_equal(text, r->expected);
	free(out);
}

#define KEY7 "20010db8000000000000000000000007"

static const struct element_row {
	const char *name;
	const char *address;
	unsigned len;
	uint64_t ms;
	bool renew;
	const char *block, *unblock, *elements;
} element_requests[] = {
	{ "IPv4", "192.0.2.7", 32, 600000, false,
		"begin\nnew element create ack: netlet blocked4 c0000207 600000 ms\nend\n",
		"begin\ndelete element ack: netlet blocked4 c0000207\nend\n",
		"get elements: netlet blocked4\n" },
	{ "IPv4, renewed", "192.0.2.7", 32, 1, true,
		"begin\nnew element create: netlet blocked4 c0000207 1 ms\n"
		"delete element: netlet blocked4 c0000207\n"
		"new element create ack: netlet blocked4 c0000207 1 ms\nend\n",
		"begin\ndelete element ack: netlet blocked4 c0000207\nend\n",
		"get elements: netlet blocked4\n" },
	{ "IPv4 prefix, a year", "203.0.113.0", 24, 31536000000, false,
		"begin\nnew element create ack: netlet blocked4_24 cb007100 31536000000 ms\nend\n",
		"begin\ndelete element ack: netlet blocked4_24 cb007100\nend\n",
		"get elements: netlet blocked4_24\n" },
	{ "IPv6", "2001:db8::7", 128, 0x0102030405060708, false,
		"begin\nnew element create ack: netlet blocked6 " KEY7 " 72623859790382856 ms\n"
		"end\n",
		"begin\ndelete element ack: netlet blocked6 " KEY7 "\nend\n",
		"get elements: netlet blocked6\n" },
	{ "IPv6 prefix, renewed", "2001:db8::", 64, 90000, true,
		"begin\n"
		"new element create: netlet blocked6_64 20010db8000000000000000000000000 90000 ms\n"
		"delete element: netlet blocked6_64 20010db8000000000000000000000000\n"
		"new element create ack: netlet blocked6_64 20010db8000000000000000000000000 90000 "
		"ms\nend\n",
		"begin\ndelete element ack: netlet blocked6_64 20010db8000000000000000000000000\n"
		"end\n",
		"get elements: netlet blocked6_64\n" },
	{ "the longest name of a set", "2001:db8::2", 127, 5, false,
		"begin\nnew element create ack: netlet blocked6_127 "
		"20010db8000000000000000000000002 5 ms\nend\n",
		"begin\ndelete element ack: netlet blocked6_127 20010db8000000000000000000000002\n"
		"end\n",
		"get elements: netlet blocked6_127\n" },
};

static void element_request(void **state)
{
	const struct element_row *r = *state;
	const struct addr_prefix p = prefix(r->address, r->len);
	uint8_t *out = malloc(NFT_REQUEST);

	little_endian_only();
	memset(out, 0xaa, NFT_REQUEST);
	decode(out, nft_block_request(out, SEQ, &p, r->ms, r->renew));
	assert_string_equal(text, r->block);
	memset(out, 0xaa, NFT_REQUEST);
	decode(out, nft_unblock_request(out, SEQ, &p));
	assert_string_equal(text, r->unblock);
	memset(out, 0xaa, NFT_REQUEST);
	decode(out, nft_dump_request(out, SEQ, &p));
	assert_string_equal(text, r->elements);
	free(out);
}

static void other_requests(void **state)
{
	uint8_t *out = malloc(NFT_REQUEST);

	(void)state;
	little_endian_only();
	memset(out, 0xaa, NFT_REQUEST);
	decode(out, nft_remove_request(out, SEQ));
	assert_string_equal(text, "begin\ndelete table ack: netlet\nend\n");
	memset(out, 0xaa, NFT_REQUEST);
	decode(out, nft_dump_request(out, SEQ, NULL));
	assert_string_equal(text, "get sets: netlet\n");
	free(out);
}

static void types_of_replies(void **state)
{
	(void)state;
	assert_int_equal(NFT_NEW_SET, NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_NEWSET);
	assert_int_equal(NFT_NEW_ELEMENTS, NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_NEWSETELEM);
}

/* ---- Replies: bodies that Linux 6.18 sent about what nft had made. */

#define HEAD "010000190b0001006e65746c65740000"
#define NAME_4 "0d000200626c6f636b65643400000000"
#define NAME_6 "0d000200626c6f636b65643600000000"
#define NAME_4_24 "10000200626c6f636b6564345f323400"
#define NAME_6_64 "10000200626c6f636b6564365f363400"
#define REST4                                                                                      \
	"0c001000000000000000000108000300000000100800040000000007080005000000"                     \
	"00040a000d0000040200000000000c000900080001000000100017001300307866666666666666663832"     \
	"35303766343000000800140000000003"

static const struct parse_row {
	const char *name;
	const char *hex;
	const char *address; /* its family; NULL: none of ours */
	unsigned len;
} sets[] = {
	{ "of IPv4", HEAD NAME_4 REST4, "0.0.0.0", 32 },
	{ "of IPv6", HEAD NAME_6 REST4, "::", 128 },
	{ "of IPv4 prefixes", HEAD NAME_4_24 REST4, "0.0.0.0", 24 },
	{ "of IPv6 prefixes", HEAD NAME_6_64 REST4, "::", 64 },
	{ "of /0", HEAD "0f000200626c6f636b6564345f300000", "0.0.0.0", 0 },
	{ "of /128", HEAD "11000200626c6f636b6564365f31323800000000", "::", 128 },
	{ "somebody's, as `mine`", HEAD "090002006d696e65000000000c0010000000000000000005", NULL,
		0 },
	{ "`blocked`", HEAD "0c000200626c6f636b656400", NULL, 0 },
	{ "`blocked5`", HEAD "0d000200626c6f636b65643500000000", NULL, 0 },
	{ "`blocked7`", HEAD "0d000200626c6f636b65643700000000", NULL, 0 },
	{ "`blocked44`", HEAD "0e000200626c6f636b6564343400", NULL, 0 },
	{ "`blocked4_`", HEAD "0e000200626c6f636b6564345f000000", NULL, 0 },
	{ "`blocked4_33`", HEAD "10000200626c6f636b6564345f333300", NULL, 0 },
	{ "`blocked6_129`", HEAD "11000200626c6f636b6564365f31323900000000", NULL, 0 },
	{ "`blocked4 `", HEAD "0e000200626c6f636b65643420000000", NULL, 0 },
	{ "`blocked4x`", HEAD "0e000200626c6f636b65643478000000", NULL, 0 },
	{ "without its NUL", HEAD "0c000200626c6f636b656434", NULL, 0 },
	{ "two NULs", HEAD "0e000200626c6f636b65643400000000", NULL, 0 },
	{ "no name", HEAD "0c0010000000000000000001", NULL, 0 },
	{ "an empty name", HEAD "04000200", NULL, 0 },
	{ "no attributes", "01000019", NULL, 0 },
	{ "no bytes", "", NULL, 0 },
};

static void parse_set(void **state)
{
	const struct parse_row *r = *state;
	struct addr_prefix p, expected;
	size_t len;
	uint8_t *bytes = from_hex(r->hex, &len);

	little_endian_only();
	memset(&p, 0xaa, sizeof(p));
	assert_int_equal(nft_parse_set(&p, bytes, len), r->address != NULL);
	if (r->address) {
		expected = prefix(r->address, r->len);
		assert_memory_equal(&p, &expected, sizeof(p));
	}
	free(bytes);
}

static void set_is_sane(const void *data, const char *bytes, size_t len)
{
	struct addr_prefix p;

	(void)data;
	if (!nft_parse_set(&p, (const uint8_t *)bytes, len))
		return;
	assert_true(p.addr.family == ADDR_IPV4 || p.addr.family == ADDR_IPV6);
	assert_true(p.len <= addr_bits(p.addr.family));
}

#define ELEMENT7 "280001000c00010008000100c00002070c00040000000000000927c00c00050000000000000926fc"
#define ELEMENT8 "280001000c00010008000100c00002080c0004000000000000015f900c0005000000000000015ecc"

static const struct elements_row {
	const char *name;
	const char *hex;
	unsigned family; /* 4 or 6: of which the set is */
	const char *expected;
} elements[] = {
	{ "two, and one that stays",
		HEAD NAME_4 "64000300" ELEMENT7 ELEMENT8 "100001000c00010008000100c0000209", 4,
		" c0000207/599804 c0000208/89804 c0000209/0" },
	{ "IPv6",
		HEAD NAME_6 "3800030034000100180001001400010020010db8000000000000000000000007"
			    "0c00040000000000000927c00c0005000000000000092704",
		6, " " KEY7 "/599812" },
	{ "of prefixes",
		HEAD NAME_4_24 "2c000300280001000c00010008000100cb0071000c000400000000000036ee80"
			       "0c000500000000000036edcc",
		4, " cb007100/3599820" },
	{ "none", HEAD NAME_4 "04000300", 4, "" },
	{ "no list", HEAD NAME_4, 4, "" },
	{ "no bytes", "", 4, "" },
	{ "nested flags, as newer kernels might set them",
		HEAD NAME_4 "2c000380280001800c00018008000100c00002070c00040000000000000927c0"
			    "0c00050000000000000926fc",
		4, " c0000207/599804" },
	{ "of the other family", HEAD NAME_4 "2c000300" ELEMENT7, 6, "" },
	{ "a key of five bytes, then one",
		HEAD NAME_4 "40000300140001001000010009000100c000020700000000" ELEMENT7, 4,
		" c0000207/599804" },
	{ "no key, then one", HEAD NAME_4 "3c000300100001000c0005000000000000015ecc" ELEMENT7, 4,
		" c0000207/599804" },
	{ "a time of four bytes",
		HEAD NAME_4 "1c000300180001000c00010008000100c00002070800050000015ecc", 4,
		" c0000207/89804" },
	{ "a time of twelve bytes",
		HEAD NAME_4 "24000300200001000c00010008000100c000020710000500"
			    "0000000000015ecc11223344",
		4, " c0000207/89804" },
	{ "an element that does not fit", HEAD NAME_4 "2c000300" ELEMENT7 "280001000c00", 4,
		" c0000207/599804" },
};

static void parse_elements(void **state)
{
	const struct elements_row *r = *state;
	struct addr_prefix p = { { (uint8_t)r->family, { 0 } }, 0 };
	size_t len, i;
	uint8_t *bytes = from_hex(r->hex, &len);
	struct nl_walk w;
	uint64_t ms = 77;

	little_endian_only();
	*text = 0;
	w = nft_elements(bytes, len);
	while (nft_next_element(&w, &p, &ms)) {
		say(" ");
		for (i = 0; i < (r->family == 4 ? 4 : 16); i++)
			say("%02x", p.addr.bytes[i]);
		say("/%ju", (uintmax_t)ms);
	}
	assert_string_equal(text, r->expected);
	assert_false(nft_next_element(&w, &p, &ms));
	free(bytes);
}

static void elements_are_sane(const void *data, const char *bytes, size_t len)
{
	const enum addr_family *family = data;
	struct addr_prefix p = { { (uint8_t)*family, { 0 } }, 24 };
	struct nl_walk w = nft_elements((const uint8_t *)bytes, len);
	uint64_t ms;
	size_t n = 0;

	while (nft_next_element(&w, &p, &ms)) {
		assert_true(++n <= len / 12);
		assert_int_equal(p.len, 24);
		assert_int_equal(p.addr.family, *family);
	}
}

static void replies_cut_and_changed(void **state)
{
	static const enum addr_family families[] = { ADDR_IPV4, ADDR_IPV6 };
	size_t i, k, len;

	(void)state;
	for (i = 0; i < COUNT(sets); i++) {
		char *bytes = (char *)from_hex(sets[i].hex, &len);

		every_prefix(bytes, len, set_is_sane, NULL);
		every_change(bytes, len, set_is_sane, NULL);
		free(bytes);
	}
	for (i = 0; i < COUNT(elements); i++)
		for (k = 0; k < COUNT(families); k++) {
			char *bytes = (char *)from_hex(elements[i].hex, &len);

			every_prefix(bytes, len, elements_are_sane, &families[k]);
			every_change(bytes, len, elements_are_sane, &families[k]);
			free(bytes);
		}
}

int main(void)
{
	static struct unit u;

	UNIT_TEST(&u, table_request);
	UNIT_ROWS(&u, set_requests, set_request);
	UNIT_ROWS(&u, element_requests, element_request);
	UNIT_TEST(&u, other_requests);
	UNIT_TEST(&u, types_of_replies);
	UNIT_ROWS(&u, sets, parse_set);
	UNIT_ROWS(&u, elements, parse_elements);
	UNIT_TEST(&u, replies_cut_and_changed);
	return unit_run(&u, "nft");
}
