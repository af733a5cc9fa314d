/* fmt - appends text to a caller's buffer; what does not fit is cut, and that sticks. */
#ifndef CORE_FMT_H
#define CORE_FMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `at` is where the next byte goes. An append that does not fit whole sets `cut` and is the last. */
struct fmt {
	char *at;
	char *end;
	bool cut;
};

enum {
	FMT_U64 = 20,	/* bytes of the longest decimal number */
	FMT_ESCAPE = 4, /* bytes that one untrusted byte becomes at most */
};

struct fmt fmt_open(char *buf, size_t size);

void fmt_char(struct fmt *f, char c);
void fmt_mem(struct fmt *f, const char *bytes, size_t len);
void fmt_str(struct fmt *f, const char *text);
void fmt_dec(struct fmt *f, uint64_t n);
void fmt_hex(struct fmt *f, uint64_t n);

/* A number below 100 in two digits. */
void fmt_two(struct fmt *f, uint64_t n);

/* n / scale with the decimals that a scale of 10, 100 or 1000 gives; with one of 1 as fmt_dec. */
void fmt_point(struct fmt *f, uint64_t n, unsigned scale);

/* The length of the valid and printable UTF-8 character that begins these bytes, or 0. */
size_t fmt_printable(const unsigned char *bytes, size_t len);

/* `count` blanks; none when it is negative. */
void fmt_blanks(struct fmt *f, ptrdiff_t count);

/*
 * Untrusted text: valid UTF-8 stays; C0, DEL, C1 and bytes that are not UTF-8 become \xNN.
 * It ends before the character that would make it longer than `width` bytes as written, so
 * never inside a character or an escape. SIZE_MAX: whole.
 */
void fmt_text(struct fmt *f, const char *text, size_t len, size_t width);

#endif
