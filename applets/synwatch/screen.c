/* screen - one sample that overwrites the one before. */
#include "synwatch.h"

#include <string.h>

void screen_end(struct fmt *f, char *from, unsigned rows)
{
	static const char clear[] = "\x1b[K";
	size_t lines = 0, len = sizeof(clear) - 1;
	char *p, *to;

	for (p = from; p < f->at; p++)
		if (*p == '\n' && ++lines + 1 >= rows)
			break;
	if (p == f->at || f->end - p < (ptrdiff_t)(lines * len + len))
		p--;
	f->at = to = p + 1 + lines * len;
	/* From the end, since all moves up. */
	while (p >= from) {
		char c = *p--;

		*--to = c;
		if (c == '\n') {
			to -= len;
			memcpy(to, clear, len);
		}
	}
	fmt_str(f, "\x1b[J");
}
