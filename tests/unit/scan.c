/* scan - the cursor over one line. */
#include "core/scan.h"

#include "unit.h"

#include <errno.h>

enum kind {
	DEC,
	DEC_MAX,
	HEX_MAX,
	WORD32,
	SECONDS,
};

static const char *const kinds[] = { "scan_dec", "scan_dec_max", "scan_hex_max", "scan_word32",
	"scan_seconds" };

static uint64_t call(enum kind kind, struct scan *s, uint64_t max)
{
	switch (kind) {
	case DEC:
		return scan_dec(s);
	case DEC_MAX:
		return scan_dec_max(s, max);
	case HEX_MAX:
		return scan_hex_max(s, max);
	case WORD32:
		return scan_word32(s);
	case SECONDS:
		return scan_seconds(s);
	}
	return 0;
}

#define FAILS (-1)

static const struct number {
	enum kind kind;
	const char *text;
	size_t len;
	uint64_t max;
	int used; /* bytes, or FAILS */
	uint64_t value;
} numbers[] = {
	{ DEC, BYTES("0"), 0, 1, 0 },
	{ DEC, BYTES("5711"), 0, 4, 5711 },
	{ DEC, BYTES("007"), 0, 3, 7 },
	{ DEC, BYTES("12 34"), 0, 2, 12 },
	{ DEC, BYTES("12\0003"), 0, 2, 12 },
	{ DEC, BYTES("12a"), 0, 2, 12 },
	{ DEC, BYTES("18446744073709551615"), 0, 20, UINT64_MAX },
	{ DEC, BYTES("00018446744073709551615"), 0, 23, UINT64_MAX },
	{ DEC, BYTES("18446744073709551616"), 0, FAILS, 0 }, /* 2^64 */
	{ DEC, BYTES("18446744073709551620"), 0, FAILS, 0 },
	{ DEC, BYTES("99999999999999999999"), 0, FAILS, 0 },
	{ DEC, BYTES("184467440737095516150"), 0, FAILS, 0 },
	{ DEC, BYTES("340282366920938463463374607431768211456"), 0, FAILS, 0 }, /* 2^128 */
	{ DEC, BYTES(""), 0, FAILS, 0 },
	{ DEC, BYTES(" 1"), 0, FAILS, 0 },
	{ DEC, BYTES("-1"), 0, FAILS, 0 },
	{ DEC, BYTES("+1"), 0, FAILS, 0 },
	{ DEC, BYTES("a"), 0, FAILS, 0 },
	{ DEC, BYTES("/"), 0, FAILS, 0 }, /* the bytes around the digits */
	{ DEC, BYTES(":"), 0, FAILS, 0 },
	{ DEC, BYTES("\xb0"), 0, FAILS, 0 },
	{ DEC, BYTES("\x11"), 0, FAILS, 0 },

	{ DEC_MAX, BYTES("65535"), 65535, 5, 65535 },
	{ DEC_MAX, BYTES("65536"), 65535, FAILS, 0 },
	{ DEC_MAX, BYTES("4294967295"), UINT32_MAX, 10, UINT32_MAX },
	{ DEC_MAX, BYTES("4294967296"), UINT32_MAX, FAILS, 0 }, /* 2^32 */
	{ DEC_MAX, BYTES("4294967301"), UINT32_MAX, FAILS, 0 },
	{ DEC_MAX, BYTES("18446744073709551617"), UINT32_MAX, FAILS, 0 },
	{ DEC_MAX, BYTES("0"), 0, 1, 0 },
	{ DEC_MAX, BYTES("000"), 0, 3, 0 },
	{ DEC_MAX, BYTES("1"), 0, FAILS, 0 },
	{ DEC_MAX, BYTES("01"), 0, FAILS, 0 },
	{ DEC_MAX, BYTES("7"), 7, 1, 7 },
	{ DEC_MAX, BYTES("8"), 7, FAILS, 0 },

	{ HEX_MAX, BYTES("1F90"), 0xffff, 4, 0x1f90 },
	{ HEX_MAX, BYTES("1f90:"), 0xffff, 4, 0x1f90 },
	{ HEX_MAX, BYTES("fFfF"), 0xffff, 4, 0xffff },
	{ HEX_MAX, BYTES("10000"), 0xffff, FAILS, 0 },
	{ HEX_MAX, BYTES("0FFFF"), 0xffff, 5, 0xffff },
	{ HEX_MAX, BYTES("ffffffffffffffff"), UINT64_MAX, 16, UINT64_MAX },
	{ HEX_MAX, BYTES("10000000000000000"), UINT64_MAX, FAILS, 0 }, /* 17 digits */
	{ HEX_MAX, BYTES("fffffffffffffffff"), UINT64_MAX, FAILS, 0 },
	{ HEX_MAX, BYTES("00000000000000001"), UINT64_MAX, 17, 1 },
	{ HEX_MAX, BYTES("100000000"), UINT32_MAX, FAILS, 0 },
	{ HEX_MAX, BYTES("b"), 10, FAILS, 0 },
	{ HEX_MAX, BYTES("0x12"), UINT64_MAX, 1, 0 },
	{ HEX_MAX, BYTES("-1"), UINT64_MAX, FAILS, 0 },
	{ HEX_MAX, BYTES("g"), UINT64_MAX, FAILS, 0 },
	{ HEX_MAX, BYTES("G"), UINT64_MAX, FAILS, 0 },
	{ HEX_MAX, BYTES("@"), UINT64_MAX, FAILS, 0 },
	{ HEX_MAX, BYTES("`"), UINT64_MAX, FAILS, 0 },
	{ HEX_MAX, BYTES("\xc1"), UINT64_MAX, FAILS, 0 },
	{ HEX_MAX, BYTES("\x01"), UINT64_MAX, FAILS, 0 },
	{ HEX_MAX, BYTES(""), UINT64_MAX, FAILS, 0 },

	{ WORD32, BYTES("0100007F"), 0, 8, 0x0100007f },
	{ WORD32, BYTES("0100007f:1F90"), 0, 8, 0x0100007f },
	{ WORD32, BYTES("FFFFFFFF"), 0, 8, UINT32_MAX },
	{ WORD32, BYTES("0100007"), 0, FAILS, 0 },
	{ WORD32, BYTES("0100007 "), 0, FAILS, 0 },
	{ WORD32, BYTES("0100007FF"), 0, FAILS, 0 },
	{ WORD32, BYTES("0100007F0"), 0, FAILS, 0 },
	{ WORD32, BYTES("g100007F"), 0, FAILS, 0 },
	{ WORD32, BYTES("0100g07F"), 0, FAILS, 0 },
	{ WORD32, BYTES("0100007G"), 0, FAILS, 0 },
	{ WORD32, BYTES("0x00007F"), 0, FAILS, 0 },
	{ WORD32, BYTES(""), 0, FAILS, 0 },

	{ SECONDS, BYTES("0"), 0, 1, 0 },
	{ SECONDS, BYTES("2"), 0, 1, 2000000000 },
	{ SECONDS, BYTES("1.5"), 0, 3, 1500000000 },
	{ SECONDS, BYTES("0.000000001"), 0, 11, 1 },
	{ SECONDS, BYTES("0.05s"), 0, 4, 50000000 },
	{ SECONDS, BYTES("4294967295.999999999"), 0, 20, 4294967295999999999 },
	{ SECONDS, BYTES("4294967296"), 0, FAILS, 0 },
	{ SECONDS, BYTES("4294967296.0"), 0, FAILS, 0 },
	{ SECONDS, BYTES("1."), 0, FAILS, 0 },
	{ SECONDS, BYTES("1.x"), 0, FAILS, 0 },
	{ SECONDS, BYTES("1.-5"), 0, FAILS, 0 },
	{ SECONDS, BYTES(".5"), 0, FAILS, 0 },
	{ SECONDS, BYTES("-1"), 0, FAILS, 0 },
	{ SECONDS, BYTES("1.0000000000"), 0, 12, 1000000000 }, /* ten digits */
	{ SECONDS, BYTES("1.9999999999"), 0, 12, 1999999999 },
	{ SECONDS, BYTES("0.33333333333333331483"), 0, 22, 333333333 },
	{ SECONDS, BYTES("0.00000000099999999999x"), 0, 22, 0 },
	{ SECONDS, BYTES(""), 0, FAILS, 0 },
};

static void numbers_of_every_kind(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(numbers); i++) {
		const struct number *n = &numbers[i];
		char *text = exact(n->text, n->len);
		struct scan s = scan_open(text, n->len);
		uint64_t got = call(n->kind, &s, n->max);

		if (s.ok != (n->used != FAILS))
			fail_msg("%s of \"%s\": ok is %d", kinds[n->kind], n->text, s.ok);
		if (got != n->value)
			fail_msg("%s of \"%s\": value %ju", kinds[n->kind], n->text,
				(uintmax_t)got);
		if (s.at - text != (n->used == FAILS ? 0 : n->used))
			fail_msg("%s of \"%s\": cursor at %td", kinds[n->kind], n->text,
				s.at - text);
		free(text);
	}
}

/* A limit is kept exactly, whatever it is: the number itself passes, the next one fails. */
static void limits_are_exact(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 200000; i++) {
		uint64_t max = unit_random() * 128 + unit_random() % 128;
		int base16 = i & 1;
		char text[32];
		struct scan s;
		int len;

		max >>= unit_random() % 64;
		if (max == UINT64_MAX)
			max--;
		len = snprintf(text, sizeof(text), base16 ? "%jx" : "%ju", (uintmax_t)max);
		s = scan_open(text, (size_t)len);
		assert_true(call(base16 ? HEX_MAX : DEC_MAX, &s, max) == max && scan_done(&s));
		len = snprintf(text, sizeof(text), base16 ? "%jx" : "%ju", (uintmax_t)max + 1);
		s = scan_open(text, (size_t)len);
		assert_true(call(base16 ? HEX_MAX : DEC_MAX, &s, max) == 0 && !s.ok);
	}
}

static void numbers_are_those_of_strtoull(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 200000; i++) {
		unsigned base = i & 1 ? 16 : 10;
		size_t len = 1 + unit_random() % 24, k;
		char text[32];
		struct scan s;
		uint64_t expected, got;

		for (k = 0; k < len; k++)
			text[k] = "0123456789abcdef"[unit_random() % base];
		text[len] = 0;
		errno = 0;
		expected = strtoull(text, NULL, (int)base);
		s = scan_open(text, len);
		got = base == 16 ? scan_hex_max(&s, UINT64_MAX) : scan_dec(&s);
		assert_true(s.ok == (errno == 0));
		assert_true(got == (errno ? 0 : expected));
	}
}

/* Only the digits are digits. */
static void no_other_byte_is_a_digit(void **state)
{
	int c;

	(void)state;
	for (c = 0; c < 256; c++) {
		const char text[9] = { (char)c, '0', '0', '0', '0', '0', '0', '0', ' ' };
		bool dec = c >= '0' && c <= '9';
		bool hex = dec || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
		struct scan s = scan_open(text, sizeof(text));

		scan_dec(&s);
		assert_int_equal(s.ok, dec);
		s = scan_open(text, sizeof(text));
		scan_hex_max(&s, UINT64_MAX);
		assert_int_equal(s.ok, hex);
		s = scan_open(text, sizeof(text));
		scan_word32(&s);
		assert_int_equal(s.ok, hex);
		s = scan_open(text, sizeof(text));
		scan_blanks(&s);
		assert_int_equal(s.ok, c == ' ' || c == '\t');
	}
}

static void words_and_blanks(void **state)
{
	static const char line[] = " \t ab\xff\n\r: \tc";
	char *text = exact(line, sizeof(line) - 1);
	struct scan s = scan_open(text, sizeof(line) - 1);
	const char *token;

	(void)state;
	scan_skip_blanks(&s);
	assert_int_equal(s.at - text, 3);
	scan_skip_blanks(&s); /* none is enough */
	assert_int_equal(s.at - text, 3);
	assert_int_equal(scan_token(&s, &token), 6); /* only blanks end a token */
	assert_ptr_equal(token, text + 3);
	scan_blanks(&s);
	assert_int_equal(s.at - text, 11);
	assert_false(scan_done(&s));
	scan_char(&s, 'c');
	assert_true(scan_done(&s));
	scan_skip_blanks(&s);
	assert_true(scan_done(&s));
	assert_int_equal(scan_token(&s, &token), 0);
	assert_false(scan_done(&s));
	free(text);
}

static void a_failure_sticks(void **state)
{
	static const char line[] = "12345678 ";
	size_t from;
	int i;

	(void)state;
	for (from = 0; from < sizeof(line); from++) {
		for (i = 0; i < 10; i++) {
			struct scan s = { line + from, line + sizeof(line) - 1, false };
			const char *token;
			uint64_t got = 0;

			switch (i) {
			case 5:
				scan_char(&s, '1');
				break;
			case 6:
				scan_blanks(&s);
				break;
			case 7:
				scan_skip_blanks(&s);
				break;
			case 8:
				got = scan_token(&s, &token);
				break;
			case 9:
				got = scan_done(&s);
				break;
			default:
				got = call((enum kind)i, &s, UINT64_MAX);
			}
			assert_false(s.ok);
			assert_true(got == 0);
			assert_ptr_equal(s.at, line + from);
		}
	}
}

static void what_is_not_there_fails(void **state)
{
	char *nothing = exact("", 0);
	struct scan s = scan_open(nothing, 0);
	const char *token;

	(void)state;
	assert_true(scan_done(&s));
	scan_skip_blanks(&s);
	assert_true(s.ok);
	scan_char(&s, 'a');
	assert_false(s.ok);
	s = scan_open(nothing, 0);
	scan_blanks(&s);
	assert_false(s.ok);
	s = scan_open(nothing, 0);
	assert_int_equal(scan_token(&s, &token), 0);
	assert_false(s.ok);
	s = scan_open("b", 1);
	scan_char(&s, 'a');
	assert_false(s.ok);
	free(nothing);
}

static const struct item_row {
	const char *text;
	size_t len;
	char stop;
	size_t item; /* its length */
	size_t used; /* where the cursor is then */
} items[] = {
	{ BYTES("80,443"), ',', 2, 3 },
	{ BYTES("80"), ',', 2, 2 },
	{ BYTES("80,"), ',', 2, 3 }, /* behind the stop, which is the end too */
	{ BYTES(","), ',', 0, 1 },
	{ BYTES(",,"), ',', 0, 1 },
	{ BYTES(",80"), ',', 0, 1 },
	{ BYTES(""), ',', 0, 0 },
	{ BYTES(" 80 , 443"), ',', 4, 5 }, /* blanks are bytes like others */
	{ BYTES("a\tb"), '\t', 1, 2 },
	{ BYTES("a b"), ',', 3, 3 },
	{ BYTES("a;b"), ',', 3, 3 },
	{ BYTES("a\0b,c"), ',', 3, 4 },
	{ BYTES("a\0b"), '\0', 1, 2 },
	{ BYTES("ab"), '\0', 2, 2 }, /* what is behind the line is not looked at */
	{ BYTES("a\xff"
		"b"),
		'\xff', 1, 2 },
	{ BYTES("count=a=b"), '=', 5, 6 },
	{ BYTES("2001:db8::1]:80"), ']', 11, 12 },
	{ BYTES("10.0.0.0/8"), '/', 8, 9 },
};

static void items_up_to_a_stop(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(items); i++) {
		const struct item_row *r = &items[i];
		char *text = exact(r->text, r->len);
		struct scan s = scan_open(text, r->len), item = scan_item(&s, r->stop);

		if (item.at != text || item.end != text + r->item)
			fail_msg("\"%s\": the item has %td bytes", r->text, item.end - item.at);
		if (s.at != text + r->used)
			fail_msg("\"%s\": cursor at %td", r->text, s.at - text);
		assert_true(item.ok && s.ok);
		assert_ptr_equal(s.end, text + r->len);
		free(text);
	}
}

/* What stood between the stops, put together again, is the text. */
static void every_item_of_a_list(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 50000; i++) {
		char line[16], *text;
		size_t len = unit_random() % sizeof(line), k, stops = 0, count = 0;
		char stop = "a,\xff"[unit_random() % 4]; /* its NUL too */
		struct scan s, item;

		for (k = 0; k < len; k++) {
			line[k] = "a,\xff"[unit_random() % 4];
			stops += line[k] == stop;
		}
		text = exact(line, len);
		s = scan_open(text, len);
		k = 0;
		do {
			item = scan_item(&s, stop);
			assert_ptr_equal(item.at, text + k);
			assert_null(memchr(item.at, stop, (size_t)(item.end - item.at)));
			k += (size_t)(item.end - item.at);
			if (s.at != item.end)
				assert_int_equal(text[k++], stop);
			assert_ptr_equal(s.at, text + k);
			count++;
		} while (s.at != item.end);
		assert_true(scan_done(&s));
		assert_int_equal(count, stops + 1);
		item = scan_item(&s, stop); /* nothing more to come */
		assert_true(item.at == s.end && item.end == s.end && s.at == s.end && item.ok);
		free(text);
	}
}

/* An item is a cursor of its own: it ends where it ends, and its failure is not the line's. */
static void an_item_is_a_cursor(void **state)
{
	char *text = exact("80x,8,44", 8);
	struct scan s = scan_open(text, 8), item = scan_item(&s, ',');
	const char *token;

	(void)state;
	assert_int_equal(scan_dec(&item), 80);
	assert_false(scan_done(&item));
	scan_char(&item, ',');
	assert_false(item.ok);
	assert_true(s.ok);
	item = scan_item(&s, ',');
	assert_int_equal(scan_dec(&item), 8); /* and not 8,44 */
	assert_true(scan_done(&item));
	assert_int_equal(scan_token(&s, &token), 2);
	assert_ptr_equal(token, text + 6);
	free(text);
}

static void words(void **state)
{
	static const struct {
		const char *text, *word;
		int taken, as_word; /* bytes; 0: it does not come next */
	} lines[] = {
		{ "sl  local", "sl", 2, 2 },
		{ "sl\t", "sl", 2, 2 },
		{ "sl", "sl", 2, 2 },
		{ "slx", "sl", 2, 0 },
		{ "s", "sl", 0, 0 },
		{ "", "sl", 0, 0 },
		{ " sl", "sl", 0, 0 },
		{ "sL", "sl", 0, 0 },
		{ "socket:[1]", "socket:[", 8, 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(lines); i++) {
		size_t len = strlen(lines[i].text);
		char *text = memcpy(malloc(len), lines[i].text, len);
		struct scan s = scan_open(text, len), w = s, failed = { text, text + len, false };

		assert_int_equal(scan_take(&s, lines[i].word), lines[i].taken > 0);
		assert_int_equal(s.at - text, lines[i].taken);
		assert_int_equal(scan_word(&w, lines[i].word), lines[i].as_word > 0);
		assert_int_equal(w.at - text, lines[i].as_word);
		assert_true(s.ok && w.ok);
		assert_false(scan_take(&failed, lines[i].word));
		assert_false(scan_word(&failed, lines[i].word));
		assert_ptr_equal(failed.at, text);
		free(text);
	}
}

/* A text is a number as a whole, or none. */
static void check_whole_text(void **state)
{
	static const char *const none[] = { "", "x", "12x", " 12", "12 ", "-1", "101",
		"99999999999999999999" };
	uint64_t n;
	size_t i;

	(void)state;
	assert_true(scan_number("0", 100, &n));
	assert_int_equal(n, 0);
	assert_true(scan_number("100", 100, &n));
	assert_int_equal(n, 100);
	assert_true(scan_number("18446744073709551615", UINT64_MAX, &n));
	assert_true(n == UINT64_MAX);
	for (i = 0; i < COUNT(none); i++)
		assert_false(scan_number(none[i], 100, &n));
}

int main(void)
{
	static struct unit u;

	UNIT_TEST(&u, numbers_of_every_kind);
	UNIT_TEST(&u, limits_are_exact);
	UNIT_TEST(&u, numbers_are_those_of_strtoull);
	UNIT_TEST(&u, no_other_byte_is_a_digit);
	UNIT_TEST(&u, words_and_blanks);
	UNIT_TEST(&u, a_failure_sticks);
	UNIT_TEST(&u, what_is_not_there_fails);
	UNIT_TEST(&u, items_up_to_a_stop);
	UNIT_TEST(&u, every_item_of_a_list);
	UNIT_TEST(&u, an_item_is_a_cursor);
	UNIT_TEST(&u, words);
	UNIT_TEST(&u, check_whole_text);
	return unit_run(&u, "scan");
}
