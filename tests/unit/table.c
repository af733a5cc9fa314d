/* table - cells in columns. */
#include "core/table.h"

#include "unit.h"

static const struct column columns[] = {
	{ "Name", LEFT, 6 },
	{ "Count", RIGHT, 5 },
	{ "Last", LEFT, 0 },
};

static const struct row {
	const char *name;
	const char *first;
	uint64_t second;
	const char *third;
	const char *expected;
} rows[] = {
	{ "cells that are short", "a", 7, "b", "a          7 b\n" },
	{ "cells that fill their columns", "abcdef", 12345, "b", "abcdef 12345 b\n" },
	{ "a long cell pushes the rest", "abcdefgh", 123456, "b", "abcdefgh 123456 b\n" },
	{ "the largest number", "a", UINT64_MAX, "b", "a      18446744073709551615 b\n" },
	{ "empty cells", "", 0, "", "           0 \n" },
	{ "a cell with blanks", " a ", 1, " ", " a         1  \n" },
	{ "untrusted text counts as it is written", "\x1b", 1, "", "\\x1b       1 \n" },
	{ "untrusted text that its escapes make long", "\x1b\n", 1, "", "\\x1b\\x0a     1 \n" },
	{ "bytes are counted, not characters", "\xc3\xa9", 1, "", "\xc3\xa9         1 \n" },
};

static void as_text(void **state)
{
	const struct row *r = *state;
	char out[80];
	struct fmt f = fmt_open(out, sizeof(out) - 1);
	struct table t = table_open(columns, COUNT(columns));

	table_row(&t, &f);
	table_text(&t, r->first, strlen(r->first));
	table_num(&t, r->second);
	table_str(&t, r->third);
	assert_false(f.cut);
	*f.at = 0;
	assert_string_equal(out, r->expected);
}

/* The same row with its first cell in pieces. */
static void in_pieces(void **state)
{
	const struct row *r = *state;
	char out[80];
	struct fmt f = fmt_open(out, sizeof(out) - 1), *cell;
	struct table t = table_open(columns, COUNT(columns));
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
	struct table t = table_open(columns, COUNT(columns));

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

static void one_column(void **state)
{
	static const struct column one[] = { { "N", RIGHT, 3 } };
	char out[8];
	struct fmt f = fmt_open(out, sizeof(out) - 1);
	struct table t = table_open(one, 1);

	(void)state;
	table_row(&t, &f);
	table_num(&t, 5);
	*f.at = 0;
	assert_string_equal(out, "  5\n");
}

/* What does not fit is cut, never written beyond the end. */
static void every_size(void **state)
{
	size_t size;

	(void)state;
	for (size = 1; size < 40; size++) {
		char *out = malloc(size);
		struct fmt f = fmt_open(out, size);
		struct table t = table_open(columns, COUNT(columns));

		table_row(&t, &f);
		table_text(&t, "ab\x1b", 3);
		table_num(&t, 123456);
		table_str(&t, "end");
		assert_int_equal(f.cut, size < 6 + 1 + 6 + 1 + 3 + 1);
		free(out);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, as_text);
	UNIT_ROWS(&u, rows, in_pieces);
	UNIT_TEST(&u, heading_rows_and_break);
	UNIT_TEST(&u, one_column);
	UNIT_TEST(&u, every_size);
	return unit_run(&u, "table");
}
