/* hex - recorded bytes. */
#ifndef HEX_H
#define HEX_H

#include "unit.h"

/* The bytes of hexadecimal digits, in a buffer of exactly their size. */
static inline uint8_t *from_hex(const char *digits, size_t *len)
{
	size_t i;
	uint8_t *bytes;

	*len = strlen(digits) / 2;
	bytes = calloc(1, *len);
	for (i = 0; i < *len; i++) {
		const char two[3] = { digits[2 * i], digits[2 * i + 1] };

		bytes[i] = (uint8_t)strtoul(two, NULL, 16);
	}
	return bytes;
}

/* Netlink speaks the byte order of the machine; the recordings are of a little-endian one. */
static inline void little_endian_only(void)
{
	if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
		skip();
}

#endif
