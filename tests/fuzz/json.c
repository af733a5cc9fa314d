/* json - a string of JSON from any bytes, read again by a strict reader. */
#include "core/json.h"

#include "fuzz.h"
#include "tests/unit/utf8.h"

static unsigned hex(unsigned char c)
{
	CHECK((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
	return c <= '9' ? c - '0' : c - 'a' + 10u;
}

/*
 * The point that one character of a string stands for, of which *n bytes are read. The only
 * escapes are those of the quote, the backslash and what no terminal may get.
 */
static uint32_t read_point(const unsigned char *p, size_t len, size_t *n)
{
	uint32_t point = 0;

	*n = utf8(p, len, &point);
	CHECK(*n && point != '"');
	CHECK(point >= 0x20 && (point < 0x7f || point >= 0xa0));
	if (point != '\\')
		return point;
	CHECK(len >= 2);
	*n = 2;
	if (p[1] == '"' || p[1] == '\\')
		return p[1];
	CHECK(p[1] == 'u' && len >= 6);
	*n = 6;
	point = hex(p[2]) << 12 | hex(p[3]) << 8 | hex(p[4]) << 4 | hex(p[5]);
	CHECK(point < 0x20 || (point >= 0x7f && point < 0xa0));
	return point;
}

/* The string stands for the text itself, but `\xNN` for each byte that is not UTF-8. */
static void check_string(const unsigned char *p, size_t len, const unsigned char *in, size_t in_len)
{
	size_t n, k;

	CHECK(len >= 2 && p[0] == '"' && p[len - 1] == '"');
	p++;
	len -= 2;
	for (; in_len; in += n, in_len -= n) {
		char escape[5];
		uint32_t point;
		size_t i;

		n = utf8(in, in_len, &point);
		if (n) {
			CHECK(len && read_point(p, len, &k) == point);
			p += k;
			len -= k;
			continue;
		}
		n = 1;
		snprintf(escape, sizeof(escape), "\\x%02x", *in);
		for (i = 0; i < 4; i++) {
			CHECK(len && read_point(p, len, &k) == (unsigned char)escape[i]);
			p += k;
			len -= k;
		}
	}
	CHECK(!len);
}

/* In less room it is cut, and what is there is how it begins. */
static void check_room(const char *text, size_t len, const char *whole, size_t whole_len)
{
	size_t room = whole_len - 1 - (len ? (unsigned char)text[0] % whole_len : 0);
	char *out = malloc(room);
	struct fmt f = fmt_open(out, room);

	json_string(&f, text, len);
	CHECK(f.cut && memcmp(out, whole, (size_t)(f.at - out)) == 0);
	free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = exact(data, size), *out = malloc(6 * size + 2);
	struct fmt f = fmt_open(out, 6 * size + 2);

	json_string(&f, text, size);
	CHECK(!f.cut);
	check_string((unsigned char *)out, (size_t)(f.at - out), data, size);
	check_room(text, size, out, (size_t)(f.at - out));
	free(out);
	free(text);
	return 0;
}
