/* addr - an IPv4 or IPv6 address as a value. */
#include "core/addr.h"

#include <string.h>

enum byte_order addr_host_order(void)
{
	const uint16_t one = 1;
	uint8_t first;

	memcpy(&first, &one, 1);
	return first ? LITTLE_ENDIAN_HOST : BIG_ENDIAN_HOST;
}

struct addr addr_scan_hex(struct scan *s, enum addr_family family, enum byte_order order)
{
	struct addr a = { .family = (uint8_t)family };
	int words = family == ADDR_IPV6 ? 4 : 1;
	uint8_t *b = a.bytes;

	for (; words > 0; words--, b += 4) {
		/* All words but the last have a ninth digit behind them. */
		struct scan one = *s;
		uint32_t w;

		if (one.end - one.at > 8 && words > 1)
			one.end = one.at + 8;
		w = scan_word32(&one);
		s->at = one.at;
		s->ok = one.ok;
		if (order == LITTLE_ENDIAN_HOST)
			w = w >> 24 | (w >> 8 & 0xff00) | (w << 8 & 0xff0000) | w << 24;
		b[0] = (uint8_t)(w >> 24);
		b[1] = (uint8_t)(w >> 16);
		b[2] = (uint8_t)(w >> 8);
		b[3] = (uint8_t)w;
	}
	return a;
}

/* Four decimal numbers of one to three digits, none above 255. */
static void scan_dotted(struct scan *s, uint8_t bytes[4])
{
	int i;

	for (i = 0; i < 4; i++) {
		const char *from;

		if (i)
			scan_char(s, '.');
		from = s->at;
		bytes[i] = (uint8_t)scan_dec_max(s, 255);
		if (s->at - from > 1 && *from == '0')
			s->ok = false;
	}
}

/* Groups left and right of one `::`, or eight of them; the last two may be dotted decimal. */
static void scan_colons(struct scan *s, uint8_t bytes[16])
{
	uint8_t out[16] = { 0 };
	size_t n = 0, gap = 16;
	const char *token = s->at;

	if (s->ok && s->end - s->at >= 2 && s->at[0] == ':' && s->at[1] == ':') {
		gap = 0;
		s->at += 2;
	}
	while (s->ok && n < 16) {
		struct scan dotted = *s;
		const char *from = s->at;
		unsigned group;

		if (n <= 12 && (scan_dotted(&dotted, out + n), dotted.ok)) {
			*s = dotted;
			n += 4;
			break;
		}
		memset(out + n, 0, 16 - n < 4 ? 16 - n : 4);
		/* Nothing needs to follow `::`. */
		if (gap == n && (s->at == s->end || *s->at == ' ' || *s->at == '\t') &&
			s->at > token)
			break;
		group = (unsigned)scan_hex_max(s, 0xffff);
		if (s->at - from > 4)
			s->ok = false;
		out[n++] = (uint8_t)(group >> 8);
		out[n++] = (uint8_t)group;
		if (n == 16 || s->at == s->end || *s->at != ':')
			break;
		scan_char(s, ':');
		if (gap == 16 && s->at < s->end && *s->at == ':') {
			gap = n;
			s->at++;
		}
	}
	if (gap == 16 ? n != 16 : n > 14)
		s->ok = false;
	if (!s->ok)
		return;
	memset(bytes, 0, 16);
	if (gap == 16)
		gap = n;
	memcpy(bytes, out, gap);
	memcpy(bytes + 16 - (n - gap), out + gap, n - gap);
}

struct addr addr_scan_text(struct scan *s)
{
	struct addr a = { .family = ADDR_IPV4 };
	struct scan v4 = *s;

	scan_dotted(&v4, a.bytes);
	if (v4.ok) {
		*s = v4;
		return a;
	}
	a.family = ADDR_IPV6;
	scan_colons(s, a.bytes);
	return a;
}

bool addr_is_mapped(const struct addr *a)
{
	static const uint8_t prefix[12] = { [10] = 0xff, [11] = 0xff };

	return a->family == ADDR_IPV6 && memcmp(a->bytes, prefix, sizeof(prefix)) == 0;
}

struct addr addr_unmapped(const struct addr *a)
{
	struct addr v4 = { .family = ADDR_IPV4 };

	if (!addr_is_mapped(a))
		return *a;
	memcpy(v4.bytes, a->bytes + 12, 4);
	return v4;
}

unsigned addr_bits(enum addr_family family)
{
	return family == ADDR_IPV4 ? 32 : 128;
}

void addr_mask(struct addr *a, unsigned len)
{
	unsigned i;

	for (i = 0; i < sizeof(a->bytes); i++, len -= len < 8 ? len : 8)
		if (len < 8)
			a->bytes[i] &= (uint8_t)(0xff00 >> len);
}

bool addr_has_prefix(const struct addr *a, const struct addr *prefix, unsigned len)
{
	struct addr one = *a, other = *prefix;

	addr_mask(&one, len);
	addr_mask(&other, len);
	return one.family == other.family && memcmp(one.bytes, other.bytes, sizeof(one.bytes)) == 0;
}

bool addr_is_any(const struct addr *a)
{
	static const uint8_t zero[16];

	return memcmp(a->bytes, zero, sizeof(zero)) == 0;
}

static void fmt_dotted(struct fmt *f, const uint8_t *b)
{
	int i;

	for (i = 0; i < 4; i++) {
		if (i)
			fmt_char(f, '.');
		fmt_dec(f, b[i]);
	}
}

void addr_fmt(struct fmt *f, const struct addr *a)
{
	unsigned group[8];
	int i, zeros = 0, from = -1, longest = 1;

	if (a->family == ADDR_IPV4 || addr_is_mapped(a)) {
		fmt_dotted(f, a->family == ADDR_IPV4 ? a->bytes : a->bytes + 12);
		return;
	}
	/* The first of the longest runs of two zero groups or more becomes `::`. */
	for (i = 0; i < 8; i++) {
		group[i] = (unsigned)a->bytes[2 * i] << 8 | a->bytes[2 * i + 1];
		zeros = group[i] ? 0 : zeros + 1;
		if (zeros > longest) {
			longest = zeros;
			from = i + 1 - zeros;
		}
	}
	for (i = 0; i < 8; i++) {
		if (i == from) {
			fmt_str(f, "::");
			i += longest - 1;
			continue;
		}
		if (i && i != from + longest)
			fmt_char(f, ':');
		if (i == 6 && from == 0 && longest == 6) {
			fmt_dotted(f, a->bytes + 12);
			return;
		}
		fmt_hex(f, group[i]);
	}
}
