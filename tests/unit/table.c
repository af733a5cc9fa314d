/* table - cells in columns. */
#include "core/table.h"

#include "core/json.h"

#include "unit.h"

static const struct column columns[] = {
	COLUMN("name", "Name", LEFT, 6, 1),
	COLUMN("count", "Count", RIGHT, 5, 1),
	COLUMN("last", "Last", LEFT, 0, 1),
};

static const struct row {
	const char *name;
	const char *first;
	uint64_t second;
	const char *third;
	const char *expected;
	const char *json;
} rows[] = {
	{ "cells that are short", "a", 7, "b", "a          7 b\n",
		"{\"name\":\"a\",\"count\":7,\"last\":\"b\"}" },
	{ "cells that fill their columns", "abcdef", 12345, "b", "abcdef 12345 b\n",
		"{\"name\":\"abcdef\",\"count\":12345,\"last\":\"b\"}" },
	{ "a long cell pushes the rest", "abcdefgh", 123456, "b", "abcdefgh 123456 b\n",
		"{\"name\":\"abcdefgh\",\"count\":123456,\"last\":\"b\"}" },
	{ "the largest number", "a", UINT64_MAX, "b", "a      18446744073709551615 b\n",
		"{\"name\":\"a\",\"count\":18446744073709551615,\"last\":\"b\"}" },
	{ "empty cells", "", 0, "", "           0 \n",
		"{\"name\":null,\"count\":0,\"last\":null}" },
	{ "a cell with blanks", " a ", 1, " ", " a         1  \n",
		"{\"name\":\" a \",\"count\":1,\"last\":\" \"}" },
	{ "untrusted text counts as it is written", "\x1b", 1, "", "\\x1b       1 \n",
		"{\"name\":\"\\u001b\",\"count\":1,\"last\":null}" },
	{ "untrusted text that its escapes make long", "\x1b\n", 1, "", "\\x1b\\x0a     1 \n",
		"{\"name\":\"\\u001b\\u000a\",\"count\":1,\"last\":null}" },
	{ "bytes are counted, not characters", "\xc3\xa9", 1, "", "\xc3\xa9         1 \n",
		"{\"name\":\"\xc3\xa9\",\"count\":1,\"last\":null}" },
	{ "a quote and a backslash", "\"", 1, "\\", "\"          1 \\\n",
		"{\"name\":\"\\\"\",\"count\":1,\"last\":\"\\\\\"}" },
	{ "a byte that is not UTF-8", "\xff", 1, "b", "\\xff       1 b\n",
		"{\"name\":\"\\\\xff\",\"count\":1,\"last\":\"b\"}" },
};

static void as_text(void **state)
{
	const struct row *r = *state;
	char out[80];
	struct fmt f = fmt_open(out, sizeof(out) - 1);
	struct table t = table_open(columns, COUNT(columns), NULL);

	table_row(&t, &f);
	table_text(&t, r->first, strlen(r->first));
	table_num(&t, r->second);
	table_str(&t, r->third);
	assert_false(f.cut);
	*f.at = 0;
	assert_string_equal(out, r->expected);
}

/* The same row as an object, which is not aligned. */
static void as_json(void **state)
{
	const struct row *r = *state;
	char out[80], expected[84];
	struct fmt f = fmt_open(out, sizeof(out) - 1);
	struct json json;
	struct table t = table_open(columns, COUNT(columns), &json);

	json_begin(&json, &f, false);
	table_heading(&t, &f); /* there is none */
	table_row(&t, &f);
	table_text(&t, r->first, strlen(r->first));
	table_num(&t, r->second);
	table_str(&t, r->third);
	json_end(&f);
	assert_false(f.cut);
	*f.at = 0;
	snprintf(expected, sizeof(expected), "[%s]\n", r->json);
	assert_string_equal(out, expected);
}

/* The same row with its first cell in pieces. */
static void in_pieces(void **state)
{
	const struct row *r = *state;
	char out[80];
	struct fmt f = fmt_open(out, sizeof(out) - 1), *cell;
	struct table t = table_open(columns, COUNT(columns), NULL);
	size_t half = (unsigned char)r->first[0] < 0x80 ? strlen(r->first) / 2 : 0;

	table_row(&t, &f);
	cell = table_cell(&t);
	fmt_text(cell, r->first, half, SIZE_MAX);
	fmt_str(cell, "");
	fmt_text(cell, r->first + half, strlen(r->first) - half, SIZE_MAX);
	table_cell_end(&t);
	table_num(&t, r->second);
	table_str(&t, r->third);
	*f.at = 0;
	assert_string_equal(out, r->expected);
}

static void heading_rows_and_break(void **state)
{
	char out[80];
	struct fmt f = fmt_open(out, sizeof(out) - 1);
	struct table t = table_open(columns, COUNT(columns), NULL);

	(void)state;
	table_heading(&t, &f);
	table_row(&t, &f);
	table_str(&t, "a");
	table_break(&t);
	table_row(&t, &f); /* begins anew */
	table_str(&t, "b");
	table_num(&t, 22);
	table_str(&t, "c");
	*f.at = 0;
	assert_string_equal(out, "Name   Count Last\na     \nb         22 c\n");
}

/* Text has the words that stand for what is not known, aligned like any other; JSON has null. */
static void what_is_not_known(void **state)
{
	struct json json, *const kinds[] = { NULL, &json };
	static const char *const expected[] = { "-          ? none\n       -longer \n",
		"[{\"name\":null,\"count\":null,\"last\":null},"
		"{\"name\":null,\"count\":null,\"last\":null}]\n" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(kinds); i++) {
		char out[100];
		struct fmt f = fmt_open(out, sizeof(out) - 1);
		struct table t = table_open(columns, COUNT(columns), kinds[i]);

		if (kinds[i])
			json_begin(kinds[i], &f, true);
		table_row(&t, &f);
		table_none(&t, "-");
		table_none(&t, "?");
		table_none(&t, "none");
		table_row(&t, &f);
		table_none(&t, "");
		table_none(&t, "-longer");
		table_none(&t, "");
		if (kinds[i])
			json_end(&f);
		assert_false(f.cut);
		*f.at = 0;
		assert_string_equal(out, expected[i]);
	}
}

static void numbers_that_may_be_unknown(void **state)
{
	char out[64];
	struct fmt f = fmt_open(out, sizeof(out));
	struct table t = table_open(columns, COUNT(columns), NULL);

	(void)state;
	table_row(&t, &f);
	table_known(&t, true, 0);
	table_known(&t, false, 7);
	table_known(&t, true, 7);
	assert_int_equal(f.at - out, strlen("0          - 7\n"));
	assert_memory_equal(out, "0          - 7\n", (size_t)(f.at - out));
}

static void one_column(void **state)
{
	static const struct column one[] = { COLUMN("n", "N", RIGHT, 3, 1) };
	struct json json;
	char out[16];
	struct fmt f = fmt_open(out, sizeof(out) - 1);
	struct table t = table_open(one, 1, NULL);

	(void)state;
	table_row(&t, &f);
	table_num(&t, 5);
	*f.at = 0;
	assert_string_equal(out, "  5\n");
	f = fmt_open(out, sizeof(out) - 1);
	t = table_open(one, 1, &json);
	json_begin(&json, &f, false);
	table_row(&t, &f);
	table_num(&t, 5);
	json_end(&f);
	*f.at = 0;
	assert_string_equal(out, "[{\"n\":5}]\n");
}

/* A number that is written already stands as any other, and in JSON without quotes. */
static void digits(void **state)
{
	struct json json, *const kinds[] = { NULL, &json };
	static const char *const expected[] = { "a       -1.5 b\n",
		"[{\"name\":\"a\",\"count\":-1.5,\"last\":\"b\"}]\n" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(kinds); i++) {
		char out[100];
		struct fmt f = fmt_open(out, sizeof(out) - 1);
		struct table t = table_open(columns, COUNT(columns), kinds[i]);

		if (kinds[i])
			json_begin(kinds[i], &f, true);
		table_row(&t, &f);
		table_str(&t, "a");
		table_digits(&t, "-1.5 and more", 4);
		table_str(&t, "b");
		if (kinds[i])
			json_end(&f);
		*f.at = 0;
		assert_string_equal(out, expected[i]);
	}
}

/* What does not fit is cut, never written beyond the end. */
static void every_size(void **state)
{
	size_t size;

	(void)state;
	for (size = 1; size < 40; size++) {
		char *out = malloc(size);
		struct fmt f = fmt_open(out, size);
		struct table t = table_open(columns, COUNT(columns), NULL);

		table_row(&t, &f);
		table_text(&t, "ab\x1b", 3);
		table_num(&t, 123456);
		table_str(&t, "end");
		assert_int_equal(f.cut, size < 6 + 1 + 6 + 1 + 3 + 1);
		free(out);
	}
}

static void every_size_of_an_object(void **state)
{
	static const char expected[] = "{\"name\":\"ab\\u001b\",\"count\":123456,\"last\":\"end\"}";
	size_t size;

	(void)state;
	for (size = 1; size < 60; size++) {
		char *out = malloc(size), start[1];
		struct fmt f = fmt_open(start, 1);
		struct json json;
		struct table t = table_open(columns, COUNT(columns), &json);

		json_begin(&json, &f, false);
		f = fmt_open(out, size);
		table_row(&t, &f);
		table_text(&t, "ab\x1b", 3);
		table_num(&t, 123456);
		fmt_str(table_cell(&t), "end");
		table_cell_end(&t);
		assert_int_equal(f.cut, size < sizeof(expected) - 1);
		assert_memory_equal(out, expected, (size_t)(f.at - out));
		free(out);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, as_text);
	UNIT_ROWS(&u, rows, in_pieces);
	UNIT_ROWS(&u, rows, as_json);
	UNIT_TEST(&u, heading_rows_and_break);
	UNIT_TEST(&u, what_is_not_known);
	UNIT_TEST(&u, numbers_that_may_be_unknown);
	UNIT_TEST(&u, one_column);
	UNIT_TEST(&u, digits);
	UNIT_TEST(&u, every_size);
	UNIT_TEST(&u, every_size_of_an_object);
	return unit_run(&u, "table");
}
