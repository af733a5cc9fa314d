/* fmt - appends text to a caller's buffer; what does not fit is cut, and that sticks. */
#include "core/fmt.h"

#include <string.h>

/* There are many calls. */
__attribute__((noinline)) struct fmt fmt_open(char *buf, size_t size)
{
	return (struct fmt){ buf, buf + size, false };
}

/* Nothing follows behind a hole, however short it is. */
static void cut(struct fmt *f)
{
	f->end = f->at;
	f->cut = true;
}

void fmt_char(struct fmt *f, char c)
{
	if (f->at < f->end)
		*f->at++ = c;
	else
		cut(f);
}

void fmt_mem(struct fmt *f, const char *bytes, size_t len)
{
	char *p;

	if ((size_t)(f->end - f->at) < len) {
		cut(f);
		return;
	}
	/* Nearly all are a few bytes, for which a call takes longer than the copy. */
	for (p = f->at; len; len--)
		*p++ = *bytes++;
	f->at = p;
}

void fmt_str(struct fmt *f, const char *text)
{
	fmt_mem(f, text, strlen(text));
}

void fmt_dec(struct fmt *f, uint64_t n)
{
	char digits[FMT_U64];
	size_t i = sizeof(digits);

	if (n < 10) {
		fmt_char(f, (char)('0' + n));
		return;
	}
	/* A 64-bit division is a slow call on 32-bit machines; most numbers are small. */
	while (n > UINT32_MAX) {
		digits[--i] = (char)('0' + n % 10);
		n /= 10;
	}
	uint32_t small = (uint32_t)n;
	do
		digits[--i] = (char)('0' + small % 10);
	while ((small /= 10) != 0);
	fmt_mem(f, digits + i, sizeof(digits) - i);
}

void fmt_point(struct fmt *f, uint64_t n, unsigned scale)
{
	fmt_dec(f, n / scale);
	if (scale > 1)
		fmt_char(f, '.');
	while ((scale /= 10) > 0)
		fmt_char(f, (char)('0' + n / scale % 10));
}

void fmt_hex(struct fmt *f, uint64_t n)
{
	char digits[16];
	size_t i = sizeof(digits);

	do
		digits[--i] = "0123456789abcdef"[n & 15];
	while ((n >>= 4) != 0);
	fmt_mem(f, digits + i, sizeof(digits) - i);
}

void fmt_blanks(struct fmt *f, ptrdiff_t count)
{
	if (count <= 0)
		return;
	if (f->end - f->at < count) {
		cut(f);
		return;
	}
	memset(f->at, ' ', (size_t)count);
	f->at += count;
}

/*
 * The second byte's range excludes overlong forms, surrogates and what lies above U+10FFFF (Unicode 15, table 3-7):
 *
 *	first   second  length
 *	20..7E          1
 *	C2..DF  80..BF  2	(C2 80..9F is C1: not printable)
 *	E0      A0..BF  3
 *	E1..EF  80..BF  3	(ED 80..9F)
 *	F0      90..BF  4
 *	F1..F3  80..BF  4
 *	F4      80..8F  4
 */
size_t fmt_printable(const unsigned char *p, size_t len)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t n, i;

	if (p[0] >= 0x20 && p[0] < 0x7f)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	n = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (p[0] == 0xc2 || p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xf0)
		low = 0x90;
	if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf4)
		high = 0x8f;
	if (len < n || p[1] < low || p[1] > high)
		return 0;
	for (i = 2; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

void fmt_text(struct fmt *f, const char *text, size_t len, size_t width)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t n;

	for (; len; p += n, len -= n) {
		char hex[FMT_ESCAPE] = { '\\', 'x' };
		const char *bytes = (const char *)p;
		size_t count = n = fmt_printable(p, len);

		if (!n) {
			hex[2] = "0123456789abcdef"[*p >> 4];
			hex[3] = "0123456789abcdef"[*p & 15];
			bytes = hex;
			count = FMT_ESCAPE;
			n = 1;
		}
		if (count > width)
			return;
		width -= count;
		fmt_mem(f, bytes, count);
	}
}

void fmt_two(struct fmt *f, uint64_t n)
{
	fmt_char(f, (char)('0' + n / 10));
	fmt_char(f, (char)('0' + n % 10));
}
