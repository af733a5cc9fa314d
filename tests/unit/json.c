/* json - strings, cells and arrays, read again by a strict reader that shares no code with them. */
#include "core/json.h"

#include "unit.h"
#include "utf8.h"

/* A reader of RFC 8259 that takes only what every other reader takes too. */
struct reader {
	const unsigned char *at;
	const unsigned char *end;
	bool ok;
};

static struct reader reader_open(const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text;

	return (struct reader){ p, p + len, true };
}

static bool reads(struct reader *r, const char *word)
{
	size_t n = strlen(word);

	if (!r->ok || (size_t)(r->end - r->at) < n || memcmp(r->at, word, n) != 0)
		return false;
	r->at += n;
	return true;
}

static void needs(struct reader *r, const char *word)
{
	r->ok = reads(r, word) && r->ok;
}

static size_t put_utf8(char *out, uint32_t point)
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	if (point < 0x10000) {
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (point & 0x3f));
	return 4;
}

static uint32_t read_hex4(struct reader *r)
{
	uint32_t n = 0;
	int i;

	for (i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdefABCDEF", *found;

		if (r->at == r->end || !*r->at || !(found = strchr(digits, *r->at))) {
			r->ok = false;
			return 0;
		}
		n = n << 4 | (uint32_t)(found - digits < 16 ? found - digits : found - digits - 6);
		r->at++;
	}
	return n;
}

static uint32_t read_escape(struct reader *r)
{
	static const char signs[] = "\"\\/bfnrt", points[] = "\"\\/\b\f\n\r\t";
	uint32_t point, low;
	const char *sign;

	if (reads(r, "u")) {
		point = read_hex4(r);
		if (point < 0xd800 || point > 0xdfff)
			return point;
		needs(r, "\\u");
		low = r->ok ? read_hex4(r) : 0;
		if (point > 0xdbff || low < 0xdc00 || low > 0xdfff)
			r->ok = false;
		return 0x10000 + ((point & 0x3ff) << 10 | (low & 0x3ff));
	}
	if (r->at == r->end || !*r->at || !(sign = strchr(signs, *r->at))) {
		r->ok = false;
		return 0;
	}
	r->at++;
	return (uint32_t)points[sign - signs];
}

/* What a string stands for, in `out`, which has room for as many bytes as are read; their number. */
static size_t read_string(struct reader *r, char *out)
{
	char *from = out;

	needs(r, "\"");
	while (r->ok && !reads(r, "\"")) {
		uint32_t point;
		size_t n = r->at < r->end ? utf8(r->at, (size_t)(r->end - r->at), &point) : 0;

		if (!n || point < 0x20) {
			r->ok = false;
			break;
		}
		r->at += n;
		if (point == '\\')
			point = read_escape(r);
		out += put_utf8(out, point);
	}
	return (size_t)(out - from);
}

static void read_digits(struct reader *r)
{
	const unsigned char *from = r->at;

	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	r->ok = r->ok && r->at > from;
}

static void read_number(struct reader *r)
{
	reads(r, "-");
	if (!reads(r, "0"))
		read_digits(r);
	if (reads(r, "."))
		read_digits(r);
	if (reads(r, "e") || reads(r, "E")) {
		if (!reads(r, "+"))
			reads(r, "-");
		read_digits(r);
	}
}

static void skip_space(struct reader *r)
{
	while (reads(r, " ") || reads(r, "\t") || reads(r, "\n") || reads(r, "\r"))
		;
}

static void read_value(struct reader *r, char *out, unsigned depth);

static void read_members(struct reader *r, char *out, unsigned depth, const char *end, bool keys)
{
	skip_space(r);
	if (reads(r, end))
		return;
	do {
		skip_space(r);
		if (keys) {
			read_string(r, out);
			skip_space(r);
			needs(r, ":");
		}
		read_value(r, out, depth + 1);
	} while (reads(r, ","));
	needs(r, end);
}

static void read_value(struct reader *r, char *out, unsigned depth)
{
	skip_space(r);
	if (depth > 20)
		r->ok = false;
	else if (reads(r, "{"))
		read_members(r, out, depth, "}", true);
	else if (reads(r, "["))
		read_members(r, out, depth, "]", false);
	else if (r->at < r->end && *r->at == '"')
		read_string(r, out);
	else if (!reads(r, "null") && !reads(r, "true") && !reads(r, "false"))
		read_number(r);
	skip_space(r);
}

static bool is_json(const char *text, size_t len)
{
	struct reader r = reader_open(text, len);
	char *out = malloc(len + 1);

	read_value(&r, out, 0);
	free(out);
	return r.ok && r.at == r.end;
}

static const struct reader_row {
	const char *name; /* the text itself */
	bool valid;
} reader_rows[] = {
	{ "[]\n", true },
	{ "[1,-2.5e+7,0,10,\"a\",null,true,false,{},[[]]]", true },
	{ " [ { \"a\" : 1 , \"b\" : [ ] } ]\n", true },
	{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\"", true },
	{ "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\x7f\"", true },
	{ "", false },
	{ "[", false },
	{ "]", false },
	{ "[]]", false },
	{ "[1,]", false },
	{ "[,1]", false },
	{ "[1 2]", false },
	{ "{\"a\":1,}", false },
	{ "{\"a\"}", false },
	{ "{a:1}", false },
	{ "{1:1}", false },
	{ "01", false },
	{ "+1", false },
	{ "1.", false },
	{ ".5", false },
	{ "1e", false },
	{ "-", false },
	{ "nul", false },
	{ "nulls", false },
	{ "NULL", false },
	{ "'a'", false },
	{ "\"a", false },
	{ "\"a\\\"", false },
	{ "\"a\nb\"", false },
	{ "\"\x1f\"", false },
	{ "\"\\x1b\"", false },
	{ "\"\\u12\"", false },
	{ "\"\\u12g4\"", false },
	{ "\"\\ud83d\"", false },
	{ "\"\\ud83d\\u0041\"", false },
	{ "\"\\ude00\"", false },
	{ "\"\xff\"", false },
	{ "\"\xc3\"", false },
	{ "\"\xe2\x82\"", false },
	{ "\"\xc0\xaf\"", false },
	{ "\"\xe0\x9f\xbf\"", false },
	{ "\"\xed\xa0\x80\"", false },
	{ "\"\xf4\x90\x80\x80\"", false },
};

/* The reader is of any use only if it refuses what is wrong. */
static void the_reader_is_strict(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(reader_rows); i++) {
		size_t len = strlen(reader_rows[i].name);
		char *text = exact(reader_rows[i].name, len);

		if (is_json(text, len) != reader_rows[i].valid)
			fail_msg("%s is judged wrongly", reader_rows[i].name);
		free(text);
	}
	assert_false(is_json(BYTES("\"\0\"")));
	assert_false(is_json(BYTES("\"\\\0\"")));
	assert_false(is_json(BYTES("[]\0")));
}

/* ---- Strings. */

static const struct string_row {
	const char *name;
	const char *in;
	size_t len;
	const char *out; /* without its quotes */
} string_rows[] = {
	{ "nothing", BYTES(""), "" },
	{ "ASCII stays", BYTES(" az~09/'<>&"), " az~09/'<>&" },
	{ "a quote", BYTES("\""), "\\\"" },
	{ "quotes", BYTES("\"a\"\""), "\\\"a\\\"\\\"" },
	{ "a backslash", BYTES("\\"), "\\\\" },
	{ "backslashes and a quote", BYTES("\\\\\""), "\\\\\\\\\\\"" },
	{ "a backslash at the end", BYTES("a\\"), "a\\\\" },
	{ "text that looks like an escape", BYTES("\\u0041\\n\\x1b"), "\\\\u0041\\\\n\\\\x1b" },
	{ "text that looks like the end", BYTES("\"}]\n"), "\\\"}]\\u000a" },
	{ "ESC", BYTES("\x1b[2J"), "\\u001b[2J" },
	{ "newline, tab, return, backspace and feed", BYTES("a\n\t\r\b\f"),
		"a\\u000a\\u0009\\u000d\\u0008\\u000c" },
	{ "NUL", BYTES("a\0b"), "a\\u0000b" },
	{ "NULs alone", BYTES("\0\0"), "\\u0000\\u0000" },
	{ "1F is C0, 20 is not", BYTES("\x1f\x20"), "\\u001f " },
	{ "DEL", BYTES("~\x7f"), "~\\u007f" },
	{ "U+0080, the first of C1", BYTES("\xc2\x80"), "\\u0080" },
	{ "U+009B, a terminal's CSI", BYTES("a\xc2\x9b\x31m"), "a\\u009b1m" },
	{ "U+009F, the last of C1", BYTES("\xc2\x9f"), "\\u009f" },
	{ "U+00A0 stays", BYTES("\xc2\xa0"), "\xc2\xa0" },
	{ "9B alone is no character", BYTES("\x9b"), "\\\\x9b" },
	{ "U+07FF stays", BYTES("\xdf\xbf"), "\xdf\xbf" },
	{ "U+0800 stays", BYTES("\xe0\xa0\x80"), "\xe0\xa0\x80" },
	{ "U+2028 and U+2029 stay", BYTES("\xe2\x80\xa8\xe2\x80\xa9"), "\xe2\x80\xa8\xe2\x80\xa9" },
	{ "U+D7FF stays", BYTES("\xed\x9f\xbf"), "\xed\x9f\xbf" },
	{ "U+D800 is a surrogate", BYTES("\xed\xa0\x80"), "\\\\xed\\\\xa0\\\\x80" },
	{ "U+DFFF is a surrogate", BYTES("\xed\xbf\xbf"), "\\\\xed\\\\xbf\\\\xbf" },
	{ "a pair of surrogates", BYTES("\xed\xa0\xbd\xed\xb8\x80"),
		"\\\\xed\\\\xa0\\\\xbd\\\\xed\\\\xb8\\\\x80" },
	{ "U+E000 stays", BYTES("\xee\x80\x80"), "\xee\x80\x80" },
	{ "U+FEFF, a byte order mark, stays", BYTES("\xef\xbb\xbf"), "\xef\xbb\xbf" },
	{ "U+FFFF stays", BYTES("\xef\xbf\xbf"), "\xef\xbf\xbf" },
	{ "U+10000 stays", BYTES("\xf0\x90\x80\x80"), "\xf0\x90\x80\x80" },
	{ "U+1F600 stays", BYTES("\xf0\x9f\x98\x80"), "\xf0\x9f\x98\x80" },
	{ "U+10FFFF stays", BYTES("\xf4\x8f\xbf\xbf"), "\xf4\x8f\xbf\xbf" },
	{ "U+110000 is too large", BYTES("\xf4\x90\x80\x80"), "\\\\xf4\\\\x90\\\\x80\\\\x80" },
	{ "F5 begins nothing", BYTES("\xf5\x80\x80\x80"), "\\\\xf5\\\\x80\\\\x80\\\\x80" },
	{ "FE and FF begin nothing", BYTES("\xfe\xff"), "\\\\xfe\\\\xff" },
	{ "overlong NUL", BYTES("\xc0\x80"), "\\\\xc0\\\\x80" },
	{ "overlong quote of two bytes", BYTES("\xc0\xa2"), "\\\\xc0\\\\xa2" },
	{ "overlong backslash of two bytes", BYTES("\xc1\x9c"), "\\\\xc1\\\\x9c" },
	{ "overlong quote of three bytes", BYTES("\xe0\x80\xa2"), "\\\\xe0\\\\x80\\\\xa2" },
	{ "overlong quote of four bytes", BYTES("\xf0\x80\x80\xa2"),
		"\\\\xf0\\\\x80\\\\x80\\\\xa2" },
	{ "overlong U+009B", BYTES("\xe0\x82\x9b"), "\\\\xe0\\\\x82\\\\x9b" },
	{ "overlong U+07FF", BYTES("\xe0\x9f\xbf"), "\\\\xe0\\\\x9f\\\\xbf" },
	{ "overlong U+FFFF", BYTES("\xf0\x8f\xbf\xbf"), "\\\\xf0\\\\x8f\\\\xbf\\\\xbf" },
	{ "a continuation alone", BYTES("a\x80z"), "a\\\\x80z" },
	{ "one continuation too many", BYTES("\xc3\xa9\xa9"), "\xc3\xa9\\\\xa9" },
	{ "C2 at the end", BYTES("a\xc2"), "a\\\\xc2" },
	{ "C2 and a quote", BYTES("\xc2\""), "\\\\xc2\\\"" },
	{ "C2 twice, then C1", BYTES("\xc2\xc2\x85"), "\\\\xc2\\u0085" },
	{ "three bytes cut after two", BYTES("\xe2\x82"), "\\\\xe2\\\\x82" },
	{ "four bytes cut after three", BYTES("\xf0\x9f\x98"), "\\\\xf0\\\\x9f\\\\x98" },
	{ "cut short by a quote", BYTES("\xe2\x82\""), "\\\\xe2\\\\x82\\\"" },
	{ "cut short by a backslash", BYTES("\xf0\x9f\\"), "\\\\xf0\\\\x9f\\\\" },
	{ "cut short by a good character", BYTES("\xe2\x82\xc3\xa9"), "\\\\xe2\\\\x82\xc3\xa9" },
};

static void string(void **state)
{
	const struct string_row *r = *state;
	size_t room = strlen(r->out) + 2;
	char *in = exact(r->in, r->len), *out = malloc(room);
	struct fmt f = fmt_open(out, room);

	json_string(&f, in, r->len);
	assert_false(f.cut);
	assert_ptr_equal(f.at, out + room);
	assert_int_equal(out[0], '"');
	assert_int_equal(out[room - 1], '"');
	if (memcmp(out + 1, r->out, room - 2) != 0)
		fail_msg("%.*s instead of \"%s\"", (int)room, out, r->out);
	free(in);
	free(out);
}

/* What a reader must get: the text itself, but `\xNN` for each byte that is not UTF-8. */
static size_t as_read(char *out, const char *in, size_t len)
{
	char *from = out;
	uint32_t point;
	size_t n;

	for (; len; in += n, len -= n) {
		n = utf8((const unsigned char *)in, len, &point);
		if (n) {
			memcpy(out, in, n);
			out += n;
		} else {
			out += sprintf(out, "\\x%02x", *(const unsigned char *)in);
			n = 1;
		}
	}
	return (size_t)(out - from);
}

/* It is one JSON string, a terminal can show it, and a reader gets what went in. */
static void check_string(const char *in, size_t len)
{
	size_t room = 6 * len + 2, n, expected_len;
	char *out = malloc(room), *got = malloc(room), *expected = malloc(room);
	struct fmt f = fmt_open(out, room);
	struct reader r;

	json_string(&f, in, len);
	assert_false(f.cut);
	r = reader_open(out, (size_t)(f.at - out));
	while (r.at < r.end) {
		uint32_t point = 0;

		n = utf8(r.at, (size_t)(r.end - r.at), &point);
		assert_true(n && point >= 0x20 && (point < 0x7f || point >= 0xa0));
		r.at += n;
	}
	r = reader_open(out, (size_t)(f.at - out));
	n = read_string(&r, got);
	expected_len = as_read(expected, in, len);
	if (!r.ok || r.at != r.end)
		fail_msg("%.*s is no JSON string", (int)(f.at - out), out);
	if (n != expected_len || memcmp(got, expected, n) != 0)
		fail_msg("%.*s is read as other text", (int)(f.at - out), out);
	free(expected);
	free(got);
	free(out);
}

static void check_string_of(const void *data, const char *in, size_t len)
{
	(void)data;
	check_string(in, len);
}

/* Alone, in front, in the middle and behind. */
static void every_byte(void **state)
{
	int c;

	(void)state;
	for (c = 0; c < 256; c++) {
		const char one = (char)c, in[] = { one, 'a', one, one, 'b', one };
		char expected[10], out[64], whole[64];
		struct fmt f = fmt_open(out, sizeof(out) - 1);

		if (c == '"' || c == '\\')
			snprintf(expected, sizeof(expected), "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			snprintf(expected, sizeof(expected), "\\u%04x", c);
		else if (c < 0x80)
			snprintf(expected, sizeof(expected), "%c", c);
		else
			snprintf(expected, sizeof(expected), "\\\\x%02x", c);
		json_string(&f, in, 1);
		*f.at = 0;
		snprintf(whole, sizeof(whole), "\"%s\"", expected);
		assert_string_equal(out, whole);
		f = fmt_open(out, sizeof(out) - 1);
		json_string(&f, in, sizeof(in));
		assert_false(f.cut);
		*f.at = 0;
		snprintf(whole, sizeof(whole), "\"%sa%s%sb%s\"", expected, expected, expected,
			expected);
		assert_string_equal(out, whole);
		check_string(in, sizeof(in));
	}
}

static void every_pair_of_bytes(void **state)
{
	unsigned a, b;

	(void)state;
	for (a = 0; a < 256; a++)
		for (b = 0; b < 256; b++) {
			const char in[] = { (char)a, (char)b };

			check_string(in, 2);
		}
}

/* Surrogates too, which are none. */
static void every_character(void **state)
{
	uint32_t point;

	(void)state;
	for (point = 0; point < 0x110000; point += 64) {
		char in[64 * 4];
		size_t len = 0;
		uint32_t i;

		for (i = 0; i < 64; i++)
			len += put_utf8(in + len, point + i);
		check_string(in, len);
	}
}

static void longer_sequences_at_their_limits(void **state)
{
	static const unsigned char edges[] = { 0x00, '"', '\\', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0,
		0xbf, 0xc2, 0xff };
	unsigned a;
	size_t b, c, d;

	(void)state;
	for (a = 0xc0; a < 256; a++)
		for (b = 0; b < COUNT(edges); b++)
			for (c = 0; c < COUNT(edges); c++)
				for (d = 0; d < COUNT(edges); d++) {
					const char in[] = { (char)a, (char)edges[b], (char)edges[c],
						(char)edges[d] };

					check_string(in, 4);
				}
}

static const char hostile[] = "a\"\\\0\x1b\x7f\xc2\x9b\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xed\xa0"
			      "\x80\xc0\xa2\xff\"},{\"pid\":1\xf0\x9f";

static void prefixes_and_changes(void **state)
{
	(void)state;
	every_prefix(BYTES(hostile), check_string_of, NULL);
	every_change(BYTES(hostile), check_string_of, NULL);
}

/* Bytes of which many are at an edge of something. */
static size_t random_text(char *out, size_t most)
{
	static const char *const pieces[] = { "\"", "\\", "\\\\", "\\u", "\\\"", "\xc2\x9b", "\xc2",
		"\xc3\xa9", "\xe2\x82\xac", "\xe2\x82", "\xf0\x9f\x98\x80", "\xf0\x9f",
		"\xed\xa0\x80", "\xed\xbf\xbf", "\xc0\x80", "\xff", "\x80", "\x1b", "\n", "\x7f",
		"a", "null", "]}", "\"}]", "," };
	size_t len = 0, n = unit_random() % most;

	while (len < n) {
		const char *piece = pieces[unit_random() % COUNT(pieces)];

		if (unit_random() % 3 == 0 || len + strlen(piece) > n) {
			out[len++] = (char)unit_random();
			continue;
		}
		memcpy(out + len, piece, strlen(piece));
		len += strlen(piece);
	}
	return len;
}

static void random_strings(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 50000; i++) {
		char in[48];

		check_string(in, random_text(in, sizeof(in)));
	}
}

static void every_room_of_a_string(void **state)
{
	char whole[200];
	struct fmt f = fmt_open(whole, sizeof(whole));
	size_t len, room;

	(void)state;
	json_string(&f, BYTES(hostile));
	assert_false(f.cut);
	len = (size_t)(f.at - whole);
	for (room = 0; room <= len; room++) {
		char *out = malloc(room);

		f = fmt_open(out, room);
		json_string(&f, BYTES(hostile));
		assert_int_equal(f.cut, room < len);
		assert_memory_equal(out, whole, (size_t)(f.at - out));
		free(out);
	}
}

/* ---- Rows. */

static const struct column columns[] = {
	COLUMN("name", "Name", LEFT, 6, 1),
	COLUMN("count", "Count", RIGHT, 5, 1),
	COLUMN("last", "Last", LEFT, 0, 1),
};
static const struct column one_column[] = { COLUMN("only", "Only", RIGHT, 9, 1) };

struct document {
	struct json json;
	struct fmt f;
	char out[4096];
};

static void document_begin(struct document *d, bool one_line)
{
	d->f = fmt_open(d->out, sizeof(d->out) - 1);
	json_begin(&d->json, &d->f, one_line);
}

static void document_is(struct document *d, const char *expected)
{
	json_end(&d->f);
	assert_false(d->f.cut);
	*d->f.at = 0;
	assert_string_equal(d->out, expected);
	assert_true(is_json(d->out, strlen(d->out)));
}

static void row(struct document *d, struct table *t, const char *first, uint64_t second,
	const char *third)
{
	table_row(t, &d->f);
	table_text(t, first, strlen(first));
	table_num(t, second);
	table_str(t, third);
}

static void no_row_at_all(void **state)
{
	struct document d;
	struct table t = table_open(columns, COUNT(columns), &d.json);

	(void)state;
	document_begin(&d, false);
	document_is(&d, "[]\n");
	document_begin(&d, true);
	document_is(&d, "[]\n");
	document_begin(&d, false);
	table_heading(&t, &d.f);
	document_is(&d, "[]\n");
}

static void rows_of_one_table(void **state)
{
	int one_line;

	(void)state;
	for (one_line = 0; one_line < 2; one_line++) {
		struct document d;
		struct table t = table_open(columns, COUNT(columns), &d.json);

		document_begin(&d, one_line);
		table_heading(&t, &d.f);
		row(&d, &t, "a", 7, "b");
		document_is(&d, "[{\"name\":\"a\",\"count\":7,\"last\":\"b\"}]\n");
		document_begin(&d, one_line); /* without a comma in front, though there was a row */
		row(&d, &t, "a", 0, "b");
		row(&d, &t, "longer than its column", 1234567, " ");
		row(&d, &t, "\x1b\xff\"", 1, "\\");
		document_is(&d, one_line ? "[{\"name\":\"a\",\"count\":0,\"last\":\"b\"},"
					   "{\"name\":\"longer than its column\",\"count\":1234567,"
					   "\"last\":\" \"},"
					   "{\"name\":\"\\u001b\\\\xff\\\"\",\"count\":1,"
					   "\"last\":\"\\\\\"}]\n"
					 : "[{\"name\":\"a\",\"count\":0,\"last\":\"b\"},\n"
					   "{\"name\":\"longer than its column\",\"count\":1234567,"
					   "\"last\":\" \"},\n"
					   "{\"name\":\"\\u001b\\\\xff\\\"\",\"count\":1,"
					   "\"last\":\"\\\\\"}]\n");
	}
}

static void several_tables_in_one_array(void **state)
{
	int one_line;

	(void)state;
	for (one_line = 0; one_line < 2; one_line++) {
		struct document d;
		struct table none = table_open(columns, COUNT(columns), &d.json);
		struct table some = table_open(columns, COUNT(columns), &d.json);
		struct table other = table_open(one_column, 1, &d.json);

		document_begin(&d, one_line);
		table_heading(&none, &d.f);
		table_heading(&other, &d.f);
		table_row(&other, &d.f);
		table_num(&other, 5);
		table_heading(&some, &d.f);
		row(&d, &some, "a", 1, "b");
		table_heading(&none, &d.f);
		table_row(&other, &d.f);
		table_num(&other, 6);
		document_is(&d, one_line ? "[{\"only\":5},{\"name\":\"a\",\"count\":1,\"last\":"
					   "\"b\"},{\"only\":6}]\n"
					 : "[{\"only\":5},\n{\"name\":\"a\",\"count\":1,\"last\":"
					   "\"b\"},\n{\"only\":6}]\n");
	}
}

/* A row may go to another buffer than the one before it. */
static void rows_in_several_buffers(void **state)
{
	struct document d;
	struct table t = table_open(one_column, 1, &d.json);
	char out[40];
	struct fmt f = fmt_open(out, sizeof(out) - 1);

	(void)state;
	document_begin(&d, true);
	table_row(&t, &d.f);
	table_num(&t, 1);
	table_row(&t, &f);
	table_num(&t, 2);
	json_end(&f);
	*d.f.at = *f.at = 0;
	assert_string_equal(d.out, "[{\"only\":1}");
	assert_string_equal(out, ",{\"only\":2}]\n");
}

static void what_is_empty_is_null(void **state)
{
	struct document d;
	struct table t = table_open(columns, COUNT(columns), &d.json);
	char *nothing = exact("", 0);

	(void)state;
	document_begin(&d, false);
	table_row(&t, &d.f);
	table_str(&t, "");
	table_text(&t, nothing, 0);
	table_none(&t, "");
	table_row(&t, &d.f);
	table_none(&t, "-"); /* whatever text shows in its place */
	table_none(&t, "\"\x1b");
	table_text(&t, "\0", 1); /* a byte is a byte */
	table_row(&t, &d.f);
	table_str(&t, "null");
	table_str(&t, "0");
	table_num(&t, 0);
	document_is(&d, "[{\"name\":null,\"count\":null,\"last\":null},\n"
			"{\"name\":null,\"count\":null,\"last\":\"\\u0000\"},\n"
			"{\"name\":\"null\",\"count\":\"0\",\"last\":0}]\n");
	free(nothing);
}

static void cells_in_pieces(void **state)
{
	struct document d;
	struct table t = table_open(columns, COUNT(columns), &d.json);
	struct fmt *f;

	(void)state;
	document_begin(&d, false);
	table_row(&t, &d.f);
	f = table_cell(&t);
	assert_ptr_equal(f, &d.f);
	fmt_str(f, "192.0.2.1");
	fmt_char(f, ':');
	fmt_dec(f, 80);
	table_cell_end(&t);
	table_num(&t, 1);
	fmt_text(table_cell(&t), "\"x\\\"\x01", 5, SIZE_MAX);
	table_cell_end(&t);
	table_row(&t, &d.f);
	table_str(&t, "a");
	fmt_mem(table_cell(&t), "b", 0); /* in pieces, of which there was none */
	table_cell_end(&t);
	fmt_str(table_cell(&t), "longer than any column");
	table_cell_end(&t);
	document_is(&d, "[{\"name\":\"192.0.2.1:80\",\"count\":1,"
			"\"last\":\"\\\"x\\\\\\\"\\\\x01\"},\n"
			"{\"name\":\"a\",\"count\":null,\"last\":\"longer than any column\"}]\n");
}

static void arrays(void **state)
{
	struct document d;
	struct table t = table_open(columns, COUNT(columns), &d.json);

	(void)state;
	document_begin(&d, false);
	table_row(&t, &d.f);
	json_open(&t, '[');
	json_close(&t, ']');
	json_open(&t, '[');
	fmt_str(&d.f, "{\"pid\":1,\"program\":");
	json_string(&d.f, "\"}\n", 3);
	fmt_str(&d.f, "},2,[]");
	json_close(&t, ']');
	json_open(&t, '[');
	json_string(&d.f, "", 0);
	json_close(&t, ']');
	row(&d, &t, "a", 1, "b");
	document_is(&d, "[{\"name\":[],\"count\":[{\"pid\":1,\"program\":\"\\\"}\\u000a\"},2,[]],"
			"\"last\":[\"\"]},\n{\"name\":\"a\",\"count\":1,\"last\":\"b\"}]\n");
}

static void numbers_are_written_whole(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 2000; i++) {
		uint64_t n = (unit_random() << 7 | (unit_random() & 127)) >> (i % 64);
		struct document d;
		struct table t = table_open(one_column, 1, &d.json);
		char expected[60];

		if (i < 140)
			n = i < 64    ? 1ull << i
			    : i < 128 ? (1ull << (i - 64)) - 1
				      : UINT64_MAX - (unsigned)(i - 128);
		document_begin(&d, false);
		table_row(&t, &d.f);
		table_num(&t, n);
		snprintf(expected, sizeof(expected), "[{\"only\":%ju}]\n", (uintmax_t)n);
		document_is(&d, expected);
	}
}

static void write_sample(struct fmt *f)
{
	struct json json;
	struct table t = table_open(columns, COUNT(columns), &json);
	int i;

	json_begin(&json, f, false);
	for (i = 0; i < 2; i++) {
		table_row(&t, f);
		table_text(&t, BYTES(hostile));
		table_num(&t, UINT64_MAX);
		table_none(&t, "-");
		table_row(&t, f);
		json_open(&t, '[');
		fmt_dec(f, 12);
		json_close(&t, ']');
		fmt_str(table_cell(&t), "\"pieces\\\"");
		table_cell_end(&t);
		table_str(&t, "");
	}
	json_end(f);
}

/* What does not fit is cut, never written beyond the end, and nothing follows behind the hole. */
static void every_room_of_a_document(void **state)
{
	char whole[800];
	struct fmt f = fmt_open(whole, sizeof(whole));
	size_t len, room;

	(void)state;
	write_sample(&f);
	assert_false(f.cut);
	len = (size_t)(f.at - whole);
	assert_true(is_json(whole, len));
	for (room = 0; room <= len; room++) {
		char *out = malloc(room);

		f = fmt_open(out, room);
		write_sample(&f);
		assert_int_equal(f.cut, room < len);
		assert_memory_equal(out, whole, (size_t)(f.at - out));
		if (f.cut)
			assert_false(is_json(out, (size_t)(f.at - out)) &&
				     (size_t)(f.at - out) < len - 1);
		free(out);
	}
}

/* ---- Many tables of many hostile rows, read cell by cell. */

enum kind {
	STR,
	TEXT,
	NUM,
	NONE,
	PIECES,
	ARRAY,
	KINDS,
};

struct cell {
	enum kind kind;
	char text[32];
	size_t len;
	uint64_t number;
};

static void random_cell(struct cell *c)
{
	c->kind = (enum kind)(unit_random() % KINDS);
	c->number = (unit_random() << 7 | unit_random() % 128) >> unit_random() % 64;
	c->len = random_text(c->text, sizeof(c->text));
	if (c->kind == STR) {
		c->text[c->len] = 0;
		c->len = strlen(c->text);
	}
	if (c->kind == PIECES) {
		c->len = unit_random() % 4;
		memcpy(c->text, "1\"\\/", c->len);
	}
}

static void write_cell(struct table *t, const struct cell *c)
{
	switch (c->kind) {
	case STR:
		table_str(t, c->text);
		break;
	case TEXT:
		table_text(t, c->text, c->len);
		break;
	case NUM:
		table_num(t, c->number);
		break;
	case NONE:
		table_none(t, "-");
		break;
	case PIECES:
		fmt_mem(table_cell(t), c->text, c->len);
		table_cell_end(t);
		break;
	case ARRAY:
		json_open(t, '[');
		json_string(t->out, c->text, c->len);
		json_close(t, ']');
		break;
	case KINDS:
		break;
	}
}

static void needs_string(struct reader *r, const char *text, size_t len)
{
	char got[1000], expected[1000];
	size_t n = as_read(expected, text, len);

	assert_true((size_t)(r->end - r->at) < sizeof(got));
	r->ok = read_string(r, got) == n && memcmp(got, expected, n) == 0 && r->ok;
}

static void read_cell(struct reader *r, const struct column *column, const struct cell *c)
{
	char number[24];

	needs_string(r, column->key, strlen(column->key));
	needs(r, ":");
	if (c->kind == NUM) {
		snprintf(number, sizeof(number), "%ju", (uintmax_t)c->number);
		needs(r, number);
	} else if (c->kind == NONE || (c->kind != ARRAY && !c->len)) {
		needs(r, "null");
	} else {
		if (c->kind == ARRAY)
			needs(r, "[");
		needs_string(r, c->text, c->len);
		if (c->kind == ARRAY)
			needs(r, "]");
	}
}

static void check_document(void)
{
	struct cell cells[3][COUNT(columns)];
	bool narrow[3], one_line = unit_random() % 2;
	unsigned rows = (unsigned)unit_random() % 4, width, i, k;
	char out[1000];
	struct fmt f = fmt_open(out, sizeof(out));
	struct json json;
	struct table wide = table_open(columns, COUNT(columns), &json);
	struct table other = table_open(one_column, 1, &json);
	struct reader r;

	json_begin(&json, &f, one_line);
	for (i = 0; i < rows; i++) {
		struct table *t = (narrow[i] = unit_random() % 2) ? &other : &wide;

		width = narrow[i] ? 1 : COUNT(columns);
		table_row(t, &f);
		for (k = 0; k < width; k++) {
			random_cell(&cells[i][k]);
			write_cell(t, &cells[i][k]);
		}
	}
	json_end(&f);
	if (f.cut) /* long rows all of which need escapes */
		return;
	assert_true(is_json(out, (size_t)(f.at - out)));
	r = reader_open(out, (size_t)(f.at - out));
	needs(&r, "[");
	for (i = 0; i < rows; i++) {
		width = narrow[i] ? 1 : COUNT(columns);
		needs(&r, !i ? "{" : one_line ? ",{" : ",\n{");
		for (k = 0; k < width; k++) {
			if (k)
				needs(&r, ",");
			read_cell(&r, (narrow[i] ? one_column : columns) + k, &cells[i][k]);
		}
		needs(&r, "}");
	}
	needs(&r, "]\n");
	if (!r.ok || r.at != r.end)
		fail_msg("%.*s is not what was written", (int)(f.at - out), out);
}

static void random_documents(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 30000; i++)
		check_document();
}

int main(void)
{
	static struct unit u;

	UNIT_TEST(&u, the_reader_is_strict);
	UNIT_ROWS(&u, string_rows, string);
	UNIT_TEST(&u, every_byte);
	UNIT_TEST(&u, every_pair_of_bytes);
	UNIT_TEST(&u, every_character);
	UNIT_TEST(&u, longer_sequences_at_their_limits);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, random_strings);
	UNIT_TEST(&u, every_room_of_a_string);
	UNIT_TEST(&u, no_row_at_all);
	UNIT_TEST(&u, rows_of_one_table);
	UNIT_TEST(&u, several_tables_in_one_array);
	UNIT_TEST(&u, rows_in_several_buffers);
	UNIT_TEST(&u, what_is_empty_is_null);
	UNIT_TEST(&u, cells_in_pieces);
	UNIT_TEST(&u, arrays);
	UNIT_TEST(&u, numbers_are_written_whole);
	UNIT_TEST(&u, every_room_of_a_document);
	UNIT_TEST(&u, random_documents);
	return unit_run(&u, "json");
}
