/* fmt - untrusted text. The first byte is the width (255: none), the second the buffer's size. */
#include "core/fmt.h"

#include "fuzz.h"

/* Only printable ASCII and well-formed UTF-8 above C1. */
static void check_clean(const unsigned char *p, const unsigned char *end)
{
	while (p < end) {
		unsigned n = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4, i;
		uint32_t point = n == 1 ? *p : *p & (0x7fu >> n);

		CHECK(n == 1 || *p >= 0xc0);
		CHECK(end - p >= (ptrdiff_t)n);
		for (i = 1; i < n; i++) {
			CHECK((p[i] & 0xc0) == 0x80);
			point = point << 6 | (p[i] & 0x3f);
		}
		CHECK(point >= 0x20 && point != 0x7f && (point < 0x80 || point >= 0xa0));
		CHECK(n < 3 || point >= (n == 3 ? 0x800 : 0x10000));
		CHECK(point <= 0x10ffff && (point < 0xd800 || point > 0xdfff));
		p += n;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data + 2;
	size_t len, width, room;
	char *out, *whole;
	struct fmt f, w;

	if (size < 2)
		return 0;
	len = size - 2;
	width = data[0] == 255 ? SIZE_MAX : data[0];
	room = data[1];
	whole = malloc(len * FMT_ESCAPE);
	w = fmt_open(whole, len * FMT_ESCAPE);
	fmt_text(&w, text, len, width);
	CHECK(!w.cut);
	CHECK((size_t)(w.at - whole) <= width);
	check_clean((const unsigned char *)whole, (const unsigned char *)w.at);

	/* Into less room: cut only when it does not fit, and then it is how the whole begins. */
	out = malloc(room);
	f = fmt_open(out, room);
	fmt_text(&f, text, len, width);
	CHECK(f.at >= out && f.at <= out + room);
	CHECK(f.cut == ((size_t)(w.at - whole) > room));
	CHECK(f.at - out <= w.at - whole && memcmp(out, whole, (size_t)(f.at - out)) == 0);
	check_clean((const unsigned char *)out, (const unsigned char *)f.at);
	free(out);
	free(whole);
	return 0;
}
