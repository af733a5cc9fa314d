/* packed - texts for people, in which one byte may stand for a pair of bytes. */
#include "core/packed.h"

#include "core/pairs.h"

#include <string.h>

/* Of a pair, each byte may be one that stands for another pair. */
static void put(struct fmt *f, char c)
{
	const unsigned code = (uint8_t)c ^ 0x80;
	const char *pair = code < sizeof(pairs) / 2 ? &pairs[2 * code] : "";

	if (!*pair) {
		fmt_char(f, c);
		return;
	}
	put(f, pair[0]);
	put(f, pair[1]);
}

void packed_mem(struct fmt *f, const char *texts, size_t len)
{
	while (len--)
		put(f, *texts++);
}

void packed_fmt(struct fmt *f, const char *text)
{
	packed_mem(f, text, strlen(text));
}
