/* scan - a cursor over one line of text; the first failure sticks. */
#ifndef CORE_SCAN_H
#define CORE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* After a failure `ok` is false, the cursor stays where it was, and every call gives 0. */
struct scan {
	const char *at;
	const char *end;
	bool ok;
};

/* A cursor at the first of `len` bytes; they may hold NULs and need no terminator. */
struct scan scan_open(const char *text, size_t len);

/* The same for a text that ends with a NUL. */
struct scan scan_string(const char *text);

/* One decimal number of digits alone. Fails on no digit and above 2^64-1. */
uint64_t scan_dec(struct scan *s);

/* The same, but fails above `max`. */
uint64_t scan_dec_max(struct scan *s, uint64_t max);

/* One hexadecimal number, either case. Fails on no digit and above `max`. */
uint64_t scan_hex_max(struct scan *s, uint64_t max);

/* Exactly eight hexadecimal digits, no ninth behind them: a 32-bit word as %08X prints it. */
uint32_t scan_word32(struct scan *s);

/* Seconds, of whose fraction nine digits count, in nanoseconds; below 2^32 seconds. */
uint64_t scan_seconds(struct scan *s);

/* The byte `c`. */
void scan_char(struct scan *s, char c);

/* Moves behind these bytes if they come next; else gives false, which is no failure. */
bool scan_take(struct scan *s, const char *bytes);

/* The same if a blank or the end is behind them. */
bool scan_word(struct scan *s, const char *word);

/* One blank or more (blank: space or tab). */
void scan_blanks(struct scan *s);

/* No or more blanks; never fails. */
void scan_skip_blanks(struct scan *s);

/* The bytes up to the next blank or the end, at least one; gives their number. */
size_t scan_token(struct scan *s, const char **token);

/*
 * The bytes up to the byte `stop`, or to the end: a cursor over them. The cursor moves behind the
 * stop, and stands at the item's end only when there was none. A failed cursor gives itself.
 */
struct scan scan_item(struct scan *s, char stop);

/* True when nothing has failed and nothing is left. */
bool scan_done(const struct scan *s);

/* Whether a text is a decimal number up to `max` and nothing else. */
bool scan_number(const char *text, uint64_t max, uint64_t *n);

/* True when two texts are the same but for the case of ASCII letters. */
bool scan_same_text(const char *a, const char *b, size_t len);

#endif
