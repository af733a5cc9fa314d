/* fmt - numbers and untrusted text in a buffer that may be too small. */
#include "core/fmt.h"

#include "unit.h"

#include <inttypes.h>

#define WHOLE SIZE_MAX

static const struct text_row {
	const char *name;
	const char *in;
	size_t len;
	size_t width;
	const char *out;
} text_rows[] = {
	{ "nothing", BYTES(""), WHOLE, "" },
	{ "ASCII stays", BYTES(" az~09"), WHOLE, " az~09" },
	{ "a backslash stays", BYTES("\\x1b"), WHOLE, "\\x1b" },
	{ "ESC is escaped", BYTES("\x1b[2J"), WHOLE, "\\x1b[2J" },
	{ "newline, tab and return are escaped", BYTES("a\n\t\r"), WHOLE, "a\\x0a\\x09\\x0d" },
	{ "NUL is escaped", BYTES("a\0b"), WHOLE, "a\\x00b" },
	{ "1F is C0, 20 is not", BYTES("\x1f\x20"), WHOLE, "\\x1f " },
	{ "DEL is escaped", BYTES("~\x7f"), WHOLE, "~\\x7f" },
	{ "U+0080 is C1", BYTES("\xc2\x80"), WHOLE, "\\xc2\\x80" },
	{ "U+009B is a terminal's CSI", BYTES("\xc2\x9b"), WHOLE, "\\xc2\\x9b" },
	{ "U+009F is C1", BYTES("\xc2\x9f"), WHOLE, "\\xc2\\x9f" },
	{ "9B alone is CSI in Latin-1", BYTES("\x9b"), WHOLE, "\\x9b" },
	{ "U+00A0 stays", BYTES("\xc2\xa0"), WHOLE, "\xc2\xa0" },
	{ "U+07FF stays", BYTES("\xdf\xbf"), WHOLE, "\xdf\xbf" },
	{ "U+0800 stays", BYTES("\xe0\xa0\x80"), WHOLE, "\xe0\xa0\x80" },
	{ "U+20AC stays", BYTES("\xe2\x82\xac"), WHOLE, "\xe2\x82\xac" },
	{ "U+D7FF stays", BYTES("\xed\x9f\xbf"), WHOLE, "\xed\x9f\xbf" },
	{ "U+D800 is a surrogate", BYTES("\xed\xa0\x80"), WHOLE, "\\xed\\xa0\\x80" },
	{ "U+DFFF is a surrogate", BYTES("\xed\xbf\xbf"), WHOLE, "\\xed\\xbf\\xbf" },
	{ "a pair of surrogates", BYTES("\xed\xa0\xbd\xed\xb8\x80"), WHOLE,
		"\\xed\\xa0\\xbd\\xed\\xb8\\x80" },
	{ "U+E000 stays", BYTES("\xee\x80\x80"), WHOLE, "\xee\x80\x80" },
	{ "U+202E, right to left, stays", BYTES("\xe2\x80\xae"), WHOLE, "\xe2\x80\xae" },
	{ "U+2066 and U+2069, isolates, stay", BYTES("\xe2\x81\xa6x\xe2\x81\xa9"), WHOLE,
		"\xe2\x81\xa6x\xe2\x81\xa9" },
	{ "U+FEFF, a byte order mark, stays", BYTES("\xef\xbb\xbf"), WHOLE, "\xef\xbb\xbf" },
	{ "U+FFFF stays", BYTES("\xef\xbf\xbf"), WHOLE, "\xef\xbf\xbf" },
	{ "U+10000 stays", BYTES("\xf0\x90\x80\x80"), WHOLE, "\xf0\x90\x80\x80" },
	{ "U+1F600 stays", BYTES("\xf0\x9f\x98\x80"), WHOLE, "\xf0\x9f\x98\x80" },
	{ "U+10FFFF stays", BYTES("\xf4\x8f\xbf\xbf"), WHOLE, "\xf4\x8f\xbf\xbf" },
	{ "U+110000 is too large", BYTES("\xf4\x90\x80\x80"), WHOLE, "\\xf4\\x90\\x80\\x80" },
	{ "F5 begins nothing", BYTES("\xf5\x80\x80\x80"), WHOLE, "\\xf5\\x80\\x80\\x80" },
	{ "FE and FF begin nothing", BYTES("\xfe\xff"), WHOLE, "\\xfe\\xff" },
	{ "overlong slash of two bytes", BYTES("\xc0\xaf"), WHOLE, "\\xc0\\xaf" },
	{ "overlong NUL", BYTES("\xc0\x80"), WHOLE, "\\xc0\\x80" },
	{ "overlong DEL of two bytes", BYTES("\xc1\xbf"), WHOLE, "\\xc1\\xbf" },
	{ "overlong slash of three bytes", BYTES("\xe0\x80\xaf"), WHOLE, "\\xe0\\x80\\xaf" },
	{ "overlong U+07FF", BYTES("\xe0\x9f\xbf"), WHOLE, "\\xe0\\x9f\\xbf" },
	{ "overlong slash of four bytes", BYTES("\xf0\x80\x80\xaf"), WHOLE,
		"\\xf0\\x80\\x80\\xaf" },
	{ "overlong U+FFFF", BYTES("\xf0\x8f\xbf\xbf"), WHOLE, "\\xf0\\x8f\\xbf\\xbf" },
	{ "a continuation alone", BYTES("a\x80z"), WHOLE, "a\\x80z" },
	{ "one continuation too many", BYTES("\xc3\xa9\xa9"), WHOLE, "\xc3\xa9\\xa9" },
	{ "two bytes cut after one", BYTES("\xc3"), WHOLE, "\\xc3" },
	{ "three bytes cut after two", BYTES("\xe2\x82"), WHOLE, "\\xe2\\x82" },
	{ "four bytes cut after three", BYTES("\xf0\x9f\x98"), WHOLE, "\\xf0\\x9f\\x98" },
	{ "cut short by ASCII, which stays", BYTES("\xe2\x82(ok"), WHOLE, "\\xe2\\x82(ok" },
	{ "cut short by ESC", BYTES("\xf0\x9f\x1b"), WHOLE, "\\xf0\\x9f\\x1b" },
	{ "cut short by a good character", BYTES("\xe2\x82\xc3\xa9"), WHOLE, "\\xe2\\x82\xc3\xa9" },

	{ "width 0 writes nothing", BYTES("abc"), 0, "" },
	{ "a width that fits", BYTES("abc"), 3, "abc" },
	{ "a width that cuts", BYTES("abc"), 2, "ab" },
	{ "no half character", BYTES("ab\xc3\xa9"), 3, "ab" },
	{ "no third of a character", BYTES("a\xe2\x82\xac"), 3, "a" },
	{ "no half escape", BYTES("a\x1b"), 4, "a" },
	{ "an escape that fits", BYTES("a\x1b"), 5, "a\\x1b" },
	{ "nothing behind what was cut, though it would fit",
		BYTES("a\x1b"
		      "b"),
		4, "a" },
	{ "19 of net-tools' program column", BYTES("1234/abcdefghijklmnopq"), 19,
		"1234/abcdefghijklmn" },
};

static void text(void **state)
{
	const struct text_row *r = *state;
	char *in = exact(r->in, r->len), *out = malloc(r->len * FMT_ESCAPE + 1);
	struct fmt f = fmt_open(out, r->len * FMT_ESCAPE);

	fmt_text(&f, in, r->len, r->width);
	assert_false(f.cut);
	*f.at = 0;
	assert_string_equal(out, r->out);
	free(in);
	free(out);
}

/* A decoder of another make: the code point by its bits, then what it must not be. */
static size_t good_character(const unsigned char *p, size_t len)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = p[0] < 0x80 ? 1 : (p[0] & 0xe0) == 0xc0 ? 2 : (p[0] & 0xf0) == 0xe0 ? 3 : 4, i;
	uint32_t point = p[0];

	if (n == 1)
		return p[0] >= 0x20 && p[0] != 0x7f;
	if (n == 4 && (p[0] & 0xf8) != 0xf0)
		return 0;
	point &= 0x7fu >> n;
	for (i = 1; i < n; i++) {
		if (i >= len || (p[i] & 0xc0) != 0x80)
			return 0;
		point = point << 6 | (p[i] & 0x3f);
	}
	if (point < least[n] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ||
		(point >= 0x80 && point < 0xa0))
		return 0;
	return n;
}

static void text_expected(char *out, const unsigned char *p, size_t len, size_t width)
{
	size_t n;

	for (*out = 0; len; p += n, len -= n) {
		char one[5] = "";

		n = good_character(p, len);
		if (n)
			memcpy(one, p, n);
		else
			snprintf(one, sizeof(one), "\\x%02x", p[0]);
		if (strlen(one) > width)
			return;
		width -= strlen(one);
		strcat(out, one);
		n += !n;
	}
}

static void compare(const unsigned char *p, size_t len, size_t width)
{
	char expected[128], out[128];
	struct fmt f = fmt_open(out, sizeof(out) - 1);

	fmt_text(&f, (const char *)p, len, width);
	*f.at = 0;
	text_expected(expected, p, len, width);
	if (f.cut || strcmp(out, expected) != 0)
		fail_msg("\"%s\" instead of \"%s\"", out, expected);
}

static void every_pair_of_bytes(void **state)
{
	unsigned a, b;

	(void)state;
	for (a = 0; a < 256; a++)
		for (b = 0; b < 256; b++) {
			const unsigned char p[2] = { (unsigned char)a, (unsigned char)b };

			compare(p, 1, WHOLE);
			compare(p, 2, WHOLE);
		}
}

static void longer_sequences_at_their_limits(void **state)
{
	static const unsigned char edges[] = { 0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf,
		0xc0, 0xc3, 0xff };
	unsigned a;
	size_t b, c, d;

	(void)state;
	for (a = 0xc0; a < 256; a++)
		for (b = 0; b < COUNT(edges); b++)
			for (c = 0; c < COUNT(edges); c++)
				for (d = 0; d < COUNT(edges); d++) {
					const unsigned char p[4] = { (unsigned char)a, edges[b],
						edges[c], edges[d] };

					compare(p, 3, WHOLE);
					compare(p, 4, WHOLE);
				}
}

static void every_width(void **state)
{
	static const char in[] = "a\x1b\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\x80z\xe2\x82";
	size_t width;

	(void)state;
	for (width = 0; width < 40; width++)
		compare((const unsigned char *)in, sizeof(in) - 1, width);
}

static void random_text(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 50000; i++) {
		unsigned char p[24];
		size_t k;

		for (k = 0; k < sizeof(p); k++)
			p[k] = (unsigned char)(unit_random() % 4 ? 0x80 | unit_random()
								 : unit_random());
		compare(p, unit_random() % sizeof(p), unit_random() % 100);
	}
}

static const struct printable_row {
	const char *bytes;
	size_t len;
	size_t expected; /* bytes of the first character */
} printable_rows[] = {
	{ BYTES("ab"), 1 },
	{ BYTES(" "), 1 },
	{ BYTES("\""), 1 },
	{ BYTES("\\"), 1 },
	{ BYTES("\0"), 0 },
	{ BYTES("\x1b[2J"), 0 },
	{ BYTES("\x7f"), 0 },
	{ BYTES("\xc2\x9b"), 0 },
	{ BYTES("\xc2\xa0z"), 2 },
	{ BYTES("\xe2\x82\xac\xff"), 3 },
	{ BYTES("\xf0\x9f\x98\x80z"), 4 },
	{ BYTES("\xf0\x9f\x98"), 0 },
	{ BYTES("\xc3"), 0 },
	{ BYTES("\xed\xa0\x80"), 0 },
	{ BYTES("\xc0\xaf"), 0 },
	{ BYTES("\x80"), 0 },
};

static void the_first_character_is_printable(void **state)
{
	size_t i, len;

	(void)state;
	for (i = 0; i < COUNT(printable_rows); i++) {
		const struct printable_row *r = &printable_rows[i];
		unsigned char *p = (unsigned char *)exact(r->bytes, r->len);

		if (fmt_printable(p, r->len) != r->expected)
			fail_msg("%zu bytes of row %zu", fmt_printable(p, r->len), i);
		for (len = 1; len <= r->len; len++)
			assert_int_equal(fmt_printable(p, len), good_character(p, len));
		free(p);
	}
}

static void numbers_are_those_of_printf(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		uint64_t n = (unit_random() << 7 | (unit_random() & 127)) >> (i % 64);
		char out[FMT_U64 + 1], expected[32];
		struct fmt f;

		if (i < 70)
			n = i < 64 ? 1ull << i : UINT64_MAX - (unsigned)(i - 64);
		if (i >= 100 && i < 164)
			n = (1ull << (i - 100)) - 1;
		f = fmt_open(out, FMT_U64);
		fmt_dec(&f, n);
		assert_false(f.cut);
		*f.at = 0;
		snprintf(expected, sizeof(expected), "%" PRIu64, n);
		assert_string_equal(out, expected);
		f = fmt_open(out, 16);
		fmt_hex(&f, n);
		assert_false(f.cut);
		*f.at = 0;
		snprintf(expected, sizeof(expected), "%" PRIx64, n);
		assert_string_equal(out, expected);
	}
}

static void append(int what, struct fmt *f)
{
	switch (what) {
	case 0:
		fmt_char(f, 'x');
		break;
	case 1:
		fmt_mem(f, "ab\0cd", 5);
		break;
	case 2:
		fmt_str(f, "hello");
		break;
	case 3:
		fmt_dec(f, UINT64_MAX);
		break;
	case 4:
		fmt_hex(f, 0xbeef);
		break;
	case 5:
		fmt_blanks(f, 7);
		break;
	case 6:
		fmt_text(f, "\xf0\x9f\x98\x80", 4, SIZE_MAX);
		break;
	case 7:
		fmt_text(f, "\x01", 1, SIZE_MAX);
		break;
	}
}

/* What does not fit whole leaves the buffer as it was, and nothing follows behind the hole. */
static void what_does_not_fit(void **state)
{
	static const size_t lengths[] = { 1, 5, 5, 20, 4, 7, 4, 4 };
	size_t size;
	int what;

	(void)state;
	for (what = 0; what < (int)COUNT(lengths); what++)
		for (size = 0; size < lengths[what] + 3; size++) {
			char *out = exact("________________________", size);
			struct fmt f = fmt_open(out, size);

			append(what, &f);
			assert_int_equal(f.cut, size < lengths[what]);
			assert_int_equal(f.at - out, f.cut ? 0 : lengths[what]);
			if (f.cut) {
				fmt_mem(&f, out, 0);
				fmt_char(&f, 'y');
				assert_true(f.cut);
				assert_int_equal(f.at - out, 0);
			}
			free(out);
		}
}

/* Untrusted text that does not fit leaves no hole: what is there is how it begins. */
static void text_that_does_not_fit_has_no_hole(void **state)
{
	static const char in[] = "ab\x01"
				 "c\xc3\xa9"
				 "d\xf0\x9f\x98\x80"
				 "e";
	static const char whole[] = "ab\\x01c\xc3\xa9"
				    "d\xf0\x9f\x98\x80"
				    "e";
	size_t size;

	(void)state;
	for (size = 0; size < sizeof(whole); size++) {
		char *out = exact(whole, size);
		struct fmt f = fmt_open(out, size);

		fmt_text(&f, in, sizeof(in) - 1, SIZE_MAX);
		assert_int_equal(f.cut, size < sizeof(whole) - 1);
		assert_memory_equal(out, whole, (size_t)(f.at - out));
		free(out);
	}
}

static void blanks(void **state)
{
	char out[4] = "....";
	struct fmt f = fmt_open(out, 3);

	(void)state;
	fmt_blanks(&f, 0);
	fmt_blanks(&f, -1);
	fmt_blanks(&f, PTRDIFF_MIN);
	assert_ptr_equal(f.at, out);
	assert_false(f.cut);
	fmt_blanks(&f, 2);
	assert_memory_equal(out, "  ..", 4);
	fmt_blanks(&f, PTRDIFF_MAX);
	assert_true(f.cut);
	assert_memory_equal(out, "  ..", 4);
}

static void two_digits(void **state)
{
	char out[3] = "", expected[8];
	unsigned n;
	struct fmt f;

	(void)state;
	for (n = 0; n < 100; n++) {
		f = fmt_open(out, 2);
		fmt_two(&f, n);
		assert_false(f.cut);
		snprintf(expected, sizeof(expected), "%02u", n);
		assert_string_equal(out, expected);
	}
	f = fmt_open(out, 1);
	fmt_two(&f, 12);
	assert_true(f.cut);
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, text_rows, text);
	UNIT_TEST(&u, every_pair_of_bytes);
	UNIT_TEST(&u, longer_sequences_at_their_limits);
	UNIT_TEST(&u, every_width);
	UNIT_TEST(&u, random_text);
	UNIT_TEST(&u, the_first_character_is_printable);
	UNIT_TEST(&u, numbers_are_those_of_printf);
	UNIT_TEST(&u, two_digits);
	UNIT_TEST(&u, what_does_not_fit);
	UNIT_TEST(&u, text_that_does_not_fit_has_no_hole);
	UNIT_TEST(&u, blanks);
	return unit_run(&u, "fmt");
}
