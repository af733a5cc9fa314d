/* addr - addresses from the kernel's words and from text, and as text beside glibc's. */
#include "core/addr.h"

#include "unit.h"

#include <arpa/inet.h>
#include <limits.h>

#define LE LITTLE_ENDIAN_HOST
#define BE BIG_ENDIAN_HOST

/* As inet_ntop writes it. */
static const char *text_of(const struct addr *a)
{
	static char text[INET6_ADDRSTRLEN];

	return inet_ntop(a->family == ADDR_IPV4 ? AF_INET : AF_INET6, a->bytes, text, sizeof(text));
}

static const struct hex_row {
	const char *name;
	enum addr_family family;
	enum byte_order order;
	const char *text;
	const char *expected; /* NULL: malformed */
} hex_rows[] = {
	{ "IPv4, little-endian", ADDR_IPV4, LE, "0100007F", "127.0.0.1" },
	{ "IPv4, big-endian", ADDR_IPV4, BE, "7F000001", "127.0.0.1" },
	{ "IPv4, all bytes differ, little-endian", ADDR_IPV4, LE, "12345678", "120.86.52.18" },
	{ "IPv4, all bytes differ, big-endian", ADDR_IPV4, BE, "78563412", "120.86.52.18" },
	{ "IPv4, all ones", ADDR_IPV4, LE, "FFFFFFFF", "255.255.255.255" },
	{ "IPv4, small letters", ADDR_IPV4, LE, "0a6483cb", "203.131.100.10" },
	{ "IPv4, a port behind it", ADDR_IPV4, LE, "0100007F:1F90", "127.0.0.1" },
	{ "IPv4, nothing", ADDR_IPV4, LE, "", NULL },
	{ "IPv4, 1 digit", ADDR_IPV4, LE, "0", NULL },
	{ "IPv4, 7 digits", ADDR_IPV4, LE, "100007F", NULL },
	{ "IPv4, 9 digits", ADDR_IPV4, LE, "00100007F", NULL },
	{ "IPv4, 10 digits", ADDR_IPV4, LE, "000100007F", NULL },
	{ "IPv4, 16 digits", ADDR_IPV4, LE, "000000000100007F", NULL },
	{ "IPv4, 32 digits", ADDR_IPV4, LE, "00000000000000000000000001000000", NULL },
	{ "IPv4, dotted", ADDR_IPV4, LE, "127.0.0.1", NULL },
	{ "IPv4, a blank inside", ADDR_IPV4, LE, "0100 07F", NULL },
	{ "IPv4, a letter too far", ADDR_IPV4, LE, "0100007G", NULL },
	{ "IPv6, loopback, little-endian", ADDR_IPV6, LE, "00000000000000000000000001000000",
		"::1" },
	{ "IPv6, loopback, big-endian", ADDR_IPV6, BE, "00000000000000000000000000000001", "::1" },
	{ "IPv6, all bytes differ, little-endian", ADDR_IPV6, LE,
		"33221100776655449988ABBADDCCFFEE", "11:2233:4455:6677:baab:8899:eeff:ccdd" },
	{ "IPv6, all bytes differ, big-endian", ADDR_IPV6, BE, "0011223344556677BAAB8899EEFFCCDD",
		"11:2233:4455:6677:baab:8899:eeff:ccdd" },
	{ "IPv6, link-local, little-endian", ADDR_IPV6, LE, "000080FE00000000FF5D1502020400FE",
		"fe80::215:5dff:fe00:402" },
	{ "IPv6, link-local, big-endian", ADDR_IPV6, BE, "FE8000000000000002155DFFFE000402",
		"fe80::215:5dff:fe00:402" },
	{ "IPv6, mapped, little-endian", ADDR_IPV6, LE, "0000000000000000FFFF0000016433C6",
		"::ffff:198.51.100.1" },
	{ "IPv6, mapped, big-endian", ADDR_IPV6, BE, "00000000000000000000FFFFC6336401",
		"::ffff:198.51.100.1" },
	{ "IPv6, a port behind it", ADDR_IPV6, LE, "B80D0120000000000000000001000000:0016",
		"2001:db8::1" },
	{ "IPv6, 8 digits", ADDR_IPV6, LE, "0100007F", NULL },
	{ "IPv6, 31 digits", ADDR_IPV6, LE, "0000000000000000000000001000000", NULL },
	{ "IPv6, 33 digits", ADDR_IPV6, LE, "000000000000000000000000010000000", NULL },
	{ "IPv6, 40 digits", ADDR_IPV6, LE, "0000000000000000000000000100000000000000", NULL },
	{ "IPv6, a letter too far in word 1", ADDR_IPV6, LE, "0000000G000000000000000001000000",
		NULL },
	{ "IPv6, a letter too far in word 4", ADDR_IPV6, LE, "0000000000000000000000000100000G",
		NULL },
	{ "IPv6, a blank between words", ADDR_IPV6, LE, "00000000 000000000000000001000000", NULL },
	{ "IPv6, a colon in place of a digit", ADDR_IPV6, LE, "0000000:000000000000000001000000",
		NULL },
};

static void hex(void **state)
{
	const struct hex_row *r = *state;
	size_t len = strlen(r->text);
	char *text = exact(r->text, len);
	struct scan s = scan_open(text, len);
	struct addr a = addr_scan_hex(&s, r->family, r->order);

	assert_int_equal(s.ok, r->expected != NULL);
	if (r->expected) {
		assert_int_equal(a.family, r->family);
		assert_string_equal(text_of(&a), r->expected);
		assert_int_equal(s.at - text, r->family == ADDR_IPV6 ? 32 : 8);
		for (len = r->family == ADDR_IPV6 ? 16 : 4; len < 16; len++)
			assert_int_equal(a.bytes[len], 0);
	}
	free(text);
}

static void the_order_is_that_of_this_machine(void **state)
{
	(void)state;
	assert_int_equal(addr_host_order(), __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? LE : BE);
}

/* What inet_ntop says, but an IPv4-mapped address as plain IPv4. */
static void compare_text(const struct addr *a)
{
	const char *expected = text_of(a);
	char out[ADDR_TEXT + 1];
	struct fmt f = fmt_open(out, ADDR_TEXT);

	if (a->family == ADDR_IPV6 && strncmp(expected, "::ffff:", 7) == 0 && strchr(expected, '.'))
		expected += 7;
	addr_fmt(&f, a);
	assert_false(f.cut);
	*f.at = 0;
	if (strcmp(out, expected) != 0)
		fail_msg("%s instead of %s", out, expected);
	assert_int_equal(addr_is_mapped(a),
		a->family == ADDR_IPV6 && !strchr(expected, ':') &&
			memcmp(a->bytes, "\0\0\0\0\0\0\0\0\0\0\xff\xff", 12) == 0);
}

static void ipv4_is_written_as_glibc_does(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		struct addr a = { .family = ADDR_IPV4 };
		uint32_t n = (uint32_t)unit_random();

		n &= i < 50000 ? UINT32_MAX : (uint32_t)unit_random() & (uint32_t)unit_random();
		memcpy(a.bytes, &n, 4);
		compare_text(&a);
	}
}

/* Each group one of 0, 1, ffff and a long one: all runs of zeros, mapped and compatible ones. */
static void ipv6_is_written_as_glibc_does(void **state)
{
	static const uint8_t groups[4][2] = { { 0, 0 }, { 0, 1 }, { 0xff, 0xff }, { 0x0a, 0xbc } };
	int i, k;

	(void)state;
	for (i = 0; i < 1 << 16; i++) {
		struct addr a = { .family = ADDR_IPV6 };

		for (k = 0; k < 8; k++)
			memcpy(a.bytes + 2 * k, groups[i >> (2 * k) & 3], 2);
		compare_text(&a);
	}
	for (i = 0; i < 100000; i++) {
		struct addr a = { .family = ADDR_IPV6 };

		for (k = 0; k < 16; k++)
			a.bytes[k] =
				(uint8_t)(unit_random() & (i & 1 ? UINT64_MAX : unit_random()));
		for (k = 0; k < 8; k++)
			if (i & 2 && unit_random() & 1)
				memset(a.bytes + 2 * k, 0, 2);
		compare_text(&a);
	}
}

/* Written and read again it is the same; a mapped one is then IPv4. */
static void what_is_written_can_be_read(void **state)
{
	int i, k;

	(void)state;
	for (i = 0; i < 50000; i++) {
		struct addr a = { .family = i & 1 ? ADDR_IPV4 : ADDR_IPV6 }, b;
		char out[ADDR_TEXT];
		struct fmt f = fmt_open(out, sizeof(out));
		struct scan s;

		for (k = 0; k < (i & 1 ? 4 : 16); k++)
			a.bytes[k] =
				(uint8_t)(unit_random() & unit_random() & -(unit_random() & 1));
		addr_fmt(&f, &a);
		s = scan_open(out, (size_t)(f.at - out));
		b = addr_scan_text(&s);
		assert_true(scan_done(&s));
		if (!addr_is_mapped(&a))
			assert_memory_equal(&a, &b, sizeof(a));
	}
}

static void a_small_buffer_cuts(void **state)
{
	static const struct addr all[] = {
		{ ADDR_IPV4, { 198, 51, 100, 200 } },
		{ ADDR_IPV6, { 0x20, 1, 0xd, 0xb8, [15] = 1 } },
		{ ADDR_IPV6, { [10] = 0xff, 0xff, 192, 0, 2, 1 } },
		{ ADDR_IPV6, { 0 } },
	};
	static const size_t lengths[] = { 14, 11, 9, 2 };
	size_t i, size;

	(void)state;
	for (i = 0; i < COUNT(all); i++)
		for (size = 0; size <= lengths[i]; size++) {
			char *out = malloc(size);
			struct fmt f = fmt_open(out, size);

			addr_fmt(&f, &all[i]);
			assert_int_equal(f.cut, size < lengths[i]);
			free(out);
		}
}

static void any_is_zero(void **state)
{
	struct addr v4 = { .family = ADDR_IPV4 }, v6 = { .family = ADDR_IPV6 };
	size_t i;

	(void)state;
	assert_true(addr_is_any(&v4));
	assert_true(addr_is_any(&v6));
	assert_false(addr_is_mapped(&v6));
	for (i = 0; i < 16; i++) {
		v4.bytes[i % 4] = v6.bytes[i] = 0x80;
		assert_false(addr_is_any(&v4));
		assert_false(addr_is_any(&v6));
		v4.bytes[i % 4] = v6.bytes[i] = 0;
	}
	v4.bytes[2] = v4.bytes[3] = 0xff;
	assert_false(addr_is_mapped(&v4));
}

/* Accepted by both or by neither, and then the same; ours ends at a blank. */
static void compare_scan(const char *text, size_t len)
{
	size_t token = strcspn(text, " \t");
	char *copy = exact(text, len), word[80];
	struct scan s = scan_open(copy, len);
	struct addr a = addr_scan_text(&s), expected = { 0 };
	bool ours = s.ok && s.at - copy == (ptrdiff_t)token, theirs;

	memcpy(word, text, token);
	word[token] = 0;
	expected.family = ADDR_IPV4;
	theirs = inet_pton(AF_INET, word, expected.bytes) == 1;
	if (!theirs) {
		expected.family = ADDR_IPV6;
		theirs = inet_pton(AF_INET6, word, expected.bytes) == 1;
	}
	if (ours != theirs)
		fail_msg("\"%s\" is %s, glibc disagrees", text, ours ? "accepted" : "malformed");
	if (ours && memcmp(&a, &expected, sizeof(a)) != 0)
		fail_msg("\"%s\" is read as %s", text, text_of(&a));
	free(copy);
}

static const char *const scan_rows[] = { "192.0.2.1", "0.0.0.0", "255.255.255.255", "256.0.0.1",
	"1.2.3.256", "1.2.3", "1.2.3.", "1.2.3.4.", "1.2.3.4.5", ".1.2.3", "1..2.3", "01.2.3.4",
	"1.02.3.4", "1.2.3.04", "1.2.3.00", "001.2.3.4", "0001.2.3.4", "1.2.3.0004", "1.2.3.4x",
	"1.2.3.4/24", "1.2.3.-4", "127.1", "0x7f.0.0.1", "2130706433", "", "*", "4294967297.0.0.1",
	"::", "::1", "1::", ":", ":::", "::::", ":1", "1:", "1::2", "1:::2", "1::2::3",
	"::1::", "::1:", ":1::2", "1::2:", "2001:db8::1", "2001:DB8::AbCd",
	"2001:0db8:0000:0000:0000:0000:0000:0001", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7",
	"1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
	"1::3:4:5:6:7:8", "1:2:3:4:5:6::8", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8",
	"1:2:3:4::5:6:7:8", "12345::", "00001::", "fffff::1", "::fffff", "g::", "::g",
	"::192.0.2.1", "::ffff:192.0.2.1", "64:ff9b::192.0.2.1", "::192.0.2", "::192.0.2.256",
	"::192.0.2.1:1", "::192.0.2.1.5", "192.0.2.1::", "1:2:3:4:5:6:192.0.2.1",
	"1:2:3:4:5:6:7:192.0.2.1", "1:2:3:4:5:192.0.2.1", "::1:2:3:4:5:192.0.2.1",
	"::1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5::192.0.2.1", "1:2:3:4:5:6::192.0.2.1", "::01.2.3.4",
	"::0001.2.3.4", "::1.2.3.0004", "fe80::1%eth0", "[::1]", "::1/128", "::ffff:0:0",
	"1.2.3.4:80", "192.0.2.1 198.51.100.1", "2001:db8::1 2001:db8::2", ":: x", "::\t1", "1:: 2",
	"1 ::2", "1:2:3:4:5:6:7:8 9" };

static void scan_text(void **state)
{
	const char *line = *state;

	compare_scan(line, strlen(line));
}

static void scan_every_prefix(const void *data, const char *prefix, size_t len)
{
	char text[80];

	(void)data;
	memcpy(text, prefix, len);
	text[len] = 0;
	compare_scan(text, len);
}

static void scan_every_change(const void *data, const char *changed, size_t len)
{
	if (!memchr(changed, 0, len))
		scan_every_prefix(data, changed, len);
}

static void prefixes_and_changes(void **state)
{
	static const char *const lines[] = { "198.51.100.200", "2001:db8:0:12::ff09",
		"1:22:333:4444:5:6:7:8", "::ffff:203.0.113.77", "1:2:3:4:5::192.0.2.1", "::" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(lines); i++) {
		every_prefix(lines[i], strlen(lines[i]), scan_every_prefix, NULL);
		every_change(lines[i], strlen(lines[i]), scan_every_change, NULL);
	}
}

/* Pieces that make up addresses, and the mistakes one can make with them. */
static void random_text(void **state)
{
	static const char *const pieces[] = { "::", ":", ":", ":", ".", ".", "0", "1", "10", "ab",
		"255", "256", "ffff", "1000", "f", "192.0.2.1", "2001:db8:", "00", " ", "g", "-" };
	int i;

	(void)state;
	for (i = 0; i < 300000; i++) {
		size_t n = 1 + unit_random() % 16;
		char text[80] = "";

		while (n--) {
			if (strlen(text) > 60)
				break;
			strcat(text, pieces[unit_random() % COUNT(pieces)]);
		}
		compare_scan(text, strlen(text));
	}
}

/* Eight groups or four numbers, most of them right. */
static void random_addresses(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 300000; i++) {
		unsigned n = i & 1 ? 8 : 4, gap = (unsigned)unit_random() % 12, k;
		char text[80] = "";

		if (unit_random() % 4 == 0)
			n -= (unsigned)unit_random() % n;
		for (k = 0; k < n; k++) {
			char *end = text + strlen(text);

			if (i & 1)
				sprintf(end, "%s%x",
					k == gap ? "::"
					: k	 ? ":"
						 : "",
					(unsigned)(unit_random() & 0x11fff) >> unit_random() % 16);
			else
				sprintf(end, "%s%u", k ? "." : "", (unsigned)unit_random() % 260);
		}
		compare_scan(text, strlen(text));
	}
}

static void a_failed_cursor_stays(void **state)
{
	static const char *const lines[] = { "192.0.2.1", "::1", "0100007F", "" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(lines); i++) {
		struct scan s = { lines[i], lines[i] + strlen(lines[i]), false };

		addr_scan_text(&s);
		assert_false(s.ok);
		assert_ptr_equal(s.at, lines[i]);
		addr_scan_hex(&s, ADDR_IPV6, LE);
		assert_false(s.ok);
		assert_ptr_equal(s.at, lines[i]);
	}
}

static const struct unmapped_row {
	const char *name; /* the address itself */
	enum addr_family family;
	const char *expected;
} unmapped_rows[] = {
	{ "::ffff:192.0.2.1", ADDR_IPV4, "192.0.2.1" },
	{ "::ffff:0.0.0.0", ADDR_IPV4, "0.0.0.0" },
	{ "::ffff:255.255.255.255", ADDR_IPV4, "255.255.255.255" },
	{ "192.0.2.1", ADDR_IPV4, "192.0.2.1" },
	{ "0.0.255.255", ADDR_IPV4, "0.0.255.255" },
	{ "0.0.0.0", ADDR_IPV4, "0.0.0.0" },
	{ "::", ADDR_IPV6, "::" },
	{ "::192.0.2.1", ADDR_IPV6, "::192.0.2.1" },
	{ "::fffe:c000:201", ADDR_IPV6, "::fffe:c000:201" },
	{ "::feff:c000:201", ADDR_IPV6, "::feff:c000:201" },
	{ "::1:ffff:c000:201", ADDR_IPV6, "::1:ffff:c000:201" },
	{ "100::ffff:c000:201", ADDR_IPV6, "100::ffff:c000:201" },
	{ "64:ff9b::c000:201", ADDR_IPV6, "64:ff9b::c000:201" },
	{ "::ffff:0:c000:201", ADDR_IPV6, "::ffff:0:c000:201" },
};

static struct addr addr_of(const char *text)
{
	struct scan s = scan_open(text, strlen(text));
	struct addr a = addr_scan_text(&s);

	assert_true(scan_done(&s));
	return a;
}

static void unmapped(void **state)
{
	const struct unmapped_row *r = *state;
	struct addr a = addr_of(r->name), copy = a, got = addr_unmapped(&a), again;
	size_t i;

	assert_int_equal(got.family, r->family);
	assert_string_equal(text_of(&got), r->expected);
	for (i = r->family == ADDR_IPV4 ? 4 : 16; i < 16; i++)
		assert_int_equal(got.bytes[i], 0);
	assert_memory_equal(&a, &copy, sizeof(a));
	again = addr_unmapped(&got);
	assert_memory_equal(&got, &again, sizeof(got));
}

static void an_address_has_so_many_bits(void **state)
{
	(void)state;
	assert_int_equal(addr_bits(ADDR_IPV4), 32);
	assert_int_equal(addr_bits(ADDR_IPV6), 128);
}

static bool bit_of(const struct addr *a, unsigned i)
{
	return a->bytes[i / 8] >> (7 - i % 8) & 1;
}

static struct addr random_addr(enum addr_family family)
{
	struct addr a = { .family = (uint8_t)family };
	unsigned i, kind = (unsigned)unit_random() % 4;

	for (i = 0; i < addr_bits(family) / 8; i++)
		a.bytes[i] = kind == 0 ? 0xff : kind == 1 ? 0 : (uint8_t)unit_random();
	return a;
}

/* Every length, and some that are longer than any address, beside a loop over its bits. */
static void every_mask_bit_by_bit(void **state)
{
	static const unsigned longer[] = { 129, 135, 136, 255, 256, 257, 1u << 31, UINT_MAX };
	unsigned i, k, bit;

	(void)state;
	for (k = 0; k < 40; k++)
		for (i = 0; i <= 128 + COUNT(longer); i++) {
			unsigned len = i <= 128 ? i : longer[i - 129];
			struct addr a = random_addr(k & 1 ? ADDR_IPV4 : ADDR_IPV6), masked = a;

			addr_mask(&masked, len);
			assert_int_equal(masked.family, a.family);
			for (bit = 0; bit < 128; bit++)
				assert_int_equal(bit_of(&masked, bit),
					bit < len && bit_of(&a, bit));
		}
}

/* A single other bit is of the prefix or it is not. */
static void every_prefix_and_every_bit(void **state)
{
	unsigned k, len, bit, bits;

	(void)state;
	for (k = 0; k < 12; k++) {
		struct addr a = random_addr(k & 1 ? ADDR_IPV4 : ADDR_IPV6), other;

		bits = addr_bits(a.family);
		for (len = 0; len <= bits; len++) {
			assert_true(addr_has_prefix(&a, &a, len));
			for (bit = 0; bit < bits; bit++) {
				other = a;
				other.bytes[bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
				assert_int_equal(addr_has_prefix(&a, &other, len), bit >= len);
				assert_int_equal(addr_has_prefix(&other, &a, len), bit >= len);
			}
		}
	}
}

static void prefixes_of_random_addresses(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		enum addr_family family = i & 1 ? ADDR_IPV4 : ADDR_IPV6;
		struct addr a = random_addr(family), b = random_addr(family), copy;
		unsigned bits = addr_bits(family), len = (unsigned)unit_random() % (bits + 1);
		unsigned same = (unsigned)unit_random() % (bits + 1), bit;

		for (bit = 0; bit < same; bit++) {
			uint8_t mask = (uint8_t)(0x80 >> bit % 8);

			b.bytes[bit / 8] =
				(uint8_t)((b.bytes[bit / 8] & ~mask) | (a.bytes[bit / 8] & mask));
		}
		for (bit = 0; bit < len && bit_of(&a, bit) == bit_of(&b, bit); bit++)
			;
		copy = a;
		assert_int_equal(addr_has_prefix(&a, &b, len), bit == len);
		assert_memory_equal(&a, &copy, sizeof(a));
	}
}

static const struct prefix_row {
	const char *name;
	const char *addr;
	const char *prefix;
	unsigned len;
	bool expected;
} prefix_rows[] = {
	{ "10.0.0.0/8, its last", "10.255.255.255", "10.0.0.0", 8, true },
	{ "10.0.0.0/8, one too far", "11.0.0.0", "10.0.0.0", 8, false },
	{ "10.0.0.0/8, one before", "9.255.255.255", "10.0.0.0", 8, false },
	{ "172.16.0.0/12, its last", "172.31.255.255", "172.16.0.0", 12, true },
	{ "172.16.0.0/12, one too far", "172.32.0.0", "172.16.0.0", 12, false },
	{ "bits behind the prefix do not count", "192.0.2.200", "192.0.2.77", 24, true },
	{ "198.51.100.4/31", "198.51.100.5", "198.51.100.4", 31, true },
	{ "198.51.100.4/31, one too far", "198.51.100.6", "198.51.100.4", 31, false },
	{ "198.51.100.4/32", "198.51.100.5", "198.51.100.4", 32, false },
	{ "0.0.0.0/0 is all of IPv4", "203.0.113.1", "0.0.0.0", 0, true },
	{ "0.0.0.0/0 is none of IPv6", "::", "0.0.0.0", 0, false },
	{ "::/0 is none of IPv4", "0.0.0.0", "::", 0, false },
	{ "::/0 is all of IPv6", "2001:db8::1", "::", 0, true },
	{ "fe80::/10, its last", "febf:ffff::1", "fe80::", 10, true },
	{ "fe80::/10, one too far", "fec0::", "fe80::", 10, false },
	{ "2001:db8::/33", "2001:db8:8000::", "2001:db8::", 33, false },
	{ "2001:db8::1/127", "2001:db8::", "2001:db8::1", 127, true },
	{ "2001:db8::1/128", "2001:db8::", "2001:db8::1", 128, false },
	{ "::ffff:0:0/96 of a mapped one", "::ffff:192.0.2.1", "::ffff:0:0", 96, true },
	{ "::ffff:0:0/96 of the IPv4 one", "192.0.2.1", "::ffff:0:0", 96, false },
	{ "the same bytes in another family", "192.0.2.1", "c000:201::", 32, false },
	{ "a length that no IPv4 address has", "192.0.2.1", "192.0.2.1", 128, true },
	{ "a length that no address has", "2001:db8::1", "2001:db8::1", 1000, true },
	{ "such a length and another address", "2001:db8::1", "2001:db8::2", 1000, false },
};

static void prefix(void **state)
{
	const struct prefix_row *r = *state;
	struct addr a = addr_of(r->addr), p = addr_of(r->prefix);

	assert_int_equal(addr_has_prefix(&a, &p, r->len), r->expected);
}

int main(void)
{
	static struct unit u;
	size_t i;

	UNIT_ROWS(&u, hex_rows, hex);
	UNIT_TEST(&u, the_order_is_that_of_this_machine);
	UNIT_TEST(&u, ipv4_is_written_as_glibc_does);
	UNIT_TEST(&u, ipv6_is_written_as_glibc_does);
	UNIT_TEST(&u, what_is_written_can_be_read);
	UNIT_TEST(&u, a_small_buffer_cuts);
	UNIT_TEST(&u, any_is_zero);
	for (i = 0; i < COUNT(scan_rows); i++)
		unit_add(&u, *scan_rows[i] ? scan_rows[i] : "no text", scan_text, scan_rows[i]);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, random_text);
	UNIT_TEST(&u, random_addresses);
	UNIT_TEST(&u, a_failed_cursor_stays);
	UNIT_ROWS(&u, unmapped_rows, unmapped);
	UNIT_TEST(&u, an_address_has_so_many_bits);
	UNIT_TEST(&u, every_mask_bit_by_bit);
	UNIT_TEST(&u, every_prefix_and_every_bit);
	UNIT_TEST(&u, prefixes_of_random_addresses);
	UNIT_ROWS(&u, prefix_rows, prefix);
	return unit_run(&u, "addr");
}
