/* addr - an address in text or in the kernel's words, beside inet_pton and inet_ntop. */
#include "core/addr.h"

#include "fuzz.h"

#include <arpa/inet.h>

/* Written as glibc writes it, but IPv4-mapped ones as IPv4; and read again. */
static void check_fmt(const struct addr *a)
{
	char theirs[INET6_ADDRSTRLEN], *expected = theirs, *out = malloc(ADDR_TEXT);
	struct fmt f = fmt_open(out, ADDR_TEXT);
	struct scan s;
	struct addr again;

	CHECK(inet_ntop(a->family == ADDR_IPV4 ? AF_INET : AF_INET6, a->bytes, theirs,
		sizeof(theirs)));
	if (addr_is_mapped(a))
		expected = strrchr(theirs, ':') + 1;
	addr_fmt(&f, a);
	CHECK(!f.cut && (size_t)(f.at - out) == strlen(expected));
	CHECK(memcmp(out, expected, strlen(expected)) == 0);
	s = scan_open(out, strlen(expected));
	again = addr_scan_text(&s);
	CHECK(scan_done(&s));
	CHECK(addr_is_mapped(a) || memcmp(a, &again, sizeof(again)) == 0);
	free(out);
}

static void check_text(const char *text, size_t len)
{
	struct scan s = scan_open(text, len);
	struct addr a = addr_scan_text(&s), expected = { .family = ADDR_IPV4 };
	size_t word = 0;
	char token[100];
	bool ours, theirs;

	CHECK(s.at >= text && s.at <= text + len);
	while (word < len && text[word] != ' ' && text[word] != '\t')
		word++;
	ours = s.ok && s.at == text + word;
	if (s.ok)
		check_fmt(&a);
	if (word >= sizeof(token) || memchr(text, 0, word))
		return;
	memcpy(token, text, word);
	token[word] = 0;
	theirs = inet_pton(AF_INET, token, expected.bytes) == 1;
	if (!theirs) {
		expected.family = ADDR_IPV6;
		theirs = inet_pton(AF_INET6, token, expected.bytes) == 1;
	}
	CHECK(ours == theirs);
	CHECK(!ours || memcmp(&a, &expected, sizeof(a)) == 0);
}

static void check_hex(const char *text, size_t len, enum addr_family family, enum byte_order order)
{
	struct scan s = scan_open(text, len);
	struct addr a = addr_scan_hex(&s, family, order);

	if (!s.ok)
		return;
	CHECK(s.at == text + (family == ADDR_IPV6 ? 32 : 8));
	CHECK(addr_is_any(&a) ==
		(memcmp(text, "00000000000000000000000000000000", (size_t)(s.at - text)) == 0));
	check_fmt(&a);
}

/* Masked and compared beside a loop over the bits. */
static void check_prefix(const struct addr *a, const struct addr *b, unsigned len)
{
	struct addr masked = *a;
	unsigned i;
	bool same = true;

	addr_mask(&masked, len);
	for (i = 0; i < 128; i++) {
		unsigned bit = 0x80 >> i % 8, one = a->bytes[i / 8] & bit;

		CHECK((masked.bytes[i / 8] & bit) == (i < len ? one : 0));
		same = same && (i >= len || one == (b->bytes[i / 8] & bit));
	}
	CHECK(addr_has_prefix(a, b, len) == (same && a->family == b->family));
	CHECK(addr_has_prefix(b, a, len) == (same && a->family == b->family));
	CHECK(addr_has_prefix(a, &masked, len));
}

/* A mapped one and its IPv4 address are written alike. */
static void check_unmapped(const struct addr *a)
{
	struct addr got = addr_unmapped(a), again = addr_unmapped(&got);
	char one[ADDR_TEXT], other[ADDR_TEXT];
	struct fmt f = fmt_open(one, sizeof(one)), g = fmt_open(other, sizeof(other));

	CHECK(!addr_is_mapped(&got) && memcmp(&got, &again, sizeof(got)) == 0);
	CHECK(addr_is_mapped(a) ? got.family == ADDR_IPV4 : memcmp(&got, a, sizeof(got)) == 0);
	addr_fmt(&f, a);
	addr_fmt(&g, &got);
	CHECK(f.at - one == g.at - other && memcmp(one, other, (size_t)(f.at - one)) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct addr a = { .family = ADDR_IPV6 }, b = a;

	check_text(text, size);
	check_hex(text, size, ADDR_IPV4, LITTLE_ENDIAN_HOST);
	check_hex(text, size, ADDR_IPV6, LITTLE_ENDIAN_HOST);
	check_hex(text, size, ADDR_IPV6, BIG_ENDIAN_HOST);
	memcpy(a.bytes, data, size < 16 ? size : 16);
	check_fmt(&a);
	check_unmapped(&a);
	if (size > 16) {
		memcpy(b.bytes, data + 17, size - 17 < 16 ? size - 17 : 16);
		check_prefix(&a, &b, data[16]);
		b.family = ADDR_IPV4;
		check_prefix(&a, &b, data[16]);
	}
	return 0;
}
