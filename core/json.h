/* json - the rows of tables as the objects of one array (RFC 8259). */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include "core/table.h"

enum json_part {
	JSON_ROW,    /* the beginning of a row */
	JSON_OPEN,   /* a cell that comes in pieces: before them, */
	JSON_CLOSE,  /* and behind them */
	JSON_STRING, /* untrusted text; without a byte it is null */
	JSON_NUMBER, /* its digits */
	JSON_NULL,
};

/*
 * `write` is what a table calls. That it is no plain function keeps all of this out of a binary
 * that never calls json_begin.
 */
struct json {
	void (*write)(struct table *t, enum json_part part, const char *text, size_t len);
	bool one_line; /* the array is */
	bool any;      /* there was a row */
};

/* The beginning and the end of the array; a row behind json_begin is any table's. */
void json_begin(struct json *j, struct fmt *out, bool one_line);
void json_end(struct fmt *out);

/* A string with its quotes. C0, DEL and C1 become \u00NN, a byte that is not UTF-8 `\\xNN`. */
void json_string(struct fmt *f, const char *text, size_t len);

/* The next cell, an array or an object: append what is in it between the two calls. */
void json_open(struct table *t, char bracket);
void json_close(struct table *t, char bracket);

#endif
