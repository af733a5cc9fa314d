/* table - columns described once, cells written in their order as aligned text or as JSON. */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H

#include "core/fmt.h"

enum align {
	LEFT,
	RIGHT,
};

/* A column, as COLUMN makes it. */
struct column {
	const char *key; /* in JSON; what is a heading in text stands behind it */
	uint8_t align;	 /* enum align */
	uint8_t width;	 /* bytes; a longer cell pushes the rest, it is never cut */
	uint8_t bit; /* as a number from 1 on: a choice of the caller's; 0: there is no such column */
} __attribute__((packed));

/* Key and heading are literals, "" where only text or only JSON has the column. */
#define COLUMN(key, heading, align, width, bit)                                                    \
	{                                                                                          \
		key "\0" heading, align, width, (uint8_t)__builtin_ffsll((int64_t)(bit))           \
	}

struct json; /* core/json.h */

/* In text one blank stands between cells; the last one of a row ends with a newline. */
struct table {
	const struct column *columns;
	unsigned count;
	unsigned at;	   /* the cell that comes next */
	struct fmt *out;   /* of the row that is being written */
	char *from;	   /* where an open cell began */
	struct json *json; /* rows become objects of its array; NULL: text */
};

struct table table_open(const struct column *columns, unsigned count, struct json *json);

/* The line of headings, which JSON has none of. */
void table_heading(struct table *t, struct fmt *out);

/* Begins a row in `out`, which must have room for it. */
void table_row(struct table *t, struct fmt *out);

/* The next cell, as it stands. Without a byte it is null in JSON, as in the two below. */
void table_str(struct table *t, const char *text);

/* The next cell, untrusted text. */
void table_text(struct table *t, const char *text, size_t len);

/* The next cell, of which nothing is known: this text, or null. */
void table_none(struct table *t, const char *text);

void table_num(struct table *t, uint64_t n);

/* The next cell, a number, or - if it is not known. */
void table_known(struct table *t, bool known, uint64_t n);

/* The next cell, a number that is written already; it may have a sign and decimals. */
void table_digits(struct table *t, const char *digits, size_t len);

/*
 * The next cell in pieces, which fmt_text has escaped where they are untrusted: append them to what
 * table_cell gives, then end it. LEFT columns only.
 */
struct fmt *table_cell(struct table *t);
void table_cell_end(struct table *t);

/* Ends the row of text behind the cell before, whatever columns are left. */
void table_break(struct table *t);

#endif
