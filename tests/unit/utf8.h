/* utf8 - a strict reader of UTF-8, for tests that check what is written. */
#ifndef UTF8_H
#define UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The length of the UTF-8 character at p, printable or not, or 0; *point is what it stands for. */
static inline size_t utf8(const unsigned char *p, size_t len, uint32_t *point)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = p[0] < 0x80		   ? 1
		   : (p[0] & 0xe0) == 0xc0 ? 2
		   : (p[0] & 0xf0) == 0xe0 ? 3
		   : (p[0] & 0xf8) == 0xf0 ? 4
					   : 0;
	size_t i;

	if (!n || n > len)
		return 0;
	*point = n == 1 ? p[0] : p[0] & 0x7fu >> n;
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*point = *point << 6 | (p[i] & 0x3f);
	}
	if (*point < least[n] || *point > 0x10ffff || (*point >= 0xd800 && *point < 0xe000))
		return 0;
	return n;
}

#endif
