/* scan - a cursor over one line of text; the first failure sticks. */
#include "core/scan.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The value of a hexadecimal digit, or more than 15. */
static inline __attribute__((always_inline)) unsigned digit(char c)
{
	unsigned d = (unsigned)c - '0';

	return d < 10 ? d : ((unsigned)c | 0x20) - 'a' < 6 ? ((unsigned)c | 0x20) - 'a' + 10 : 16;
}

/* Ends a number that was read up to p; `fine` is false when it is too large. */
static uint64_t number(struct scan *s, const char *p, uint64_t n, bool fine)
{
	if (!s->ok || p == s->at || !fine) {
		s->ok = false;
		return 0;
	}
	s->at = p;
	return n;
}

/* There are many calls. */
__attribute__((noinline)) struct scan scan_open(const char *text, size_t len)
{
	return (struct scan){ text, text + len, true };
}

struct scan scan_string(const char *text)
{
	return scan_open(text, strlen(text));
}

uint64_t scan_dec(struct scan *s)
{
	return scan_dec_max(s, UINT64_MAX);
}

uint64_t scan_dec_max(struct scan *s, uint64_t max)
{
	const char *p;
	uint64_t n = 0;
	bool fine = true;
	unsigned d;

	for (p = s->at; p < s->end && (d = (unsigned)*p - '0') < 10; p++) {
		if (n > (UINT64_MAX - 9) / 10)
			fine = fine && n == UINT64_MAX / 10 && d <= UINT64_MAX % 10;
		n = n * 10 + d;
	}
	return number(s, p, n, fine && n <= max);
}

uint64_t scan_hex_max(struct scan *s, uint64_t max)
{
	const char *p;
	uint64_t n = 0, lost = 0;
	unsigned d;

	/* Most of what the kernel pads is 0. */
	for (p = s->at; p < s->end && *p == '0'; p++)
		;
	for (; p < s->end && (d = digit(*p)) < 16; p++) {
		lost |= n >> 60;
		n = n << 4 | d;
	}
	return number(s, p, n, !lost && n <= max);
}

uint32_t scan_word32(struct scan *s)
{
	uint32_t n = 0;
	unsigned d, bad = 0;
	int i;

	if (!s->ok || s->end - s->at < 8 || (s->end - s->at > 8 && digit(s->at[8]) < 16)) {
		s->ok = false;
		return 0;
	}
	for (i = 0; i < 8; i++) {
		d = digit(s->at[i]);
		bad |= d;
		n = n << 4 | (d & 15);
	}
	if (bad & 16) {
		s->ok = false;
		return 0;
	}
	s->at += 8;
	return n;
}

uint64_t scan_seconds(struct scan *s)
{
	const char *start = s->at;
	uint64_t unit = 1000000000, n = scan_dec_max(s, UINT32_MAX) * unit;
	const char *from = s->at + 1;
	unsigned d;

	if (!s->ok || !scan_take(s, "."))
		return n;
	for (; s->at < s->end && (d = (unsigned)*s->at - '0') < 10; s->at++)
		n += d * (unit /= 10);
	if (s->at > from)
		return n;
	s->at = start;
	s->ok = false;
	return 0;
}

void scan_char(struct scan *s, char c)
{
	if (s->ok && s->at < s->end && *s->at == c)
		s->at++;
	else
		s->ok = false;
}

bool scan_take(struct scan *s, const char *bytes)
{
	const char *p = s->at;

	for (; *bytes; bytes++, p++)
		if (!s->ok || p == s->end || *p != *bytes)
			return false;
	s->at = p;
	return true;
}

bool scan_word(struct scan *s, const char *word)
{
	struct scan behind = *s;
	bool taken = scan_take(&behind, word) && (behind.at == behind.end || is_blank(*behind.at));

	if (taken)
		*s = behind;
	return taken;
}

void scan_blanks(struct scan *s)
{
	const char *from = s->at;

	scan_skip_blanks(s);
	if (s->at == from)
		s->ok = false;
}

void scan_skip_blanks(struct scan *s)
{
	const char *p = s->at;

	while (p < s->end && is_blank(*p))
		p++;
	if (s->ok)
		s->at = p;
}

size_t scan_token(struct scan *s, const char **token)
{
	const char *p = s->at;

	*token = p;
	while (s->ok && p < s->end && !is_blank(*p))
		p++;
	if (p == s->at)
		s->ok = false;
	s->at = p;
	return (size_t)(p - *token);
}

struct scan scan_item(struct scan *s, char stop)
{
	struct scan item = *s;
	const char *end = memchr(s->at, stop, (size_t)(s->end - s->at));

	if (s->ok) {
		item.end = end ? end : s->end;
		s->at = end ? end + 1 : s->end;
	}
	return item;
}

bool scan_done(const struct scan *s)
{
	return s->ok && s->at == s->end;
}

bool scan_same_text(const char *a, const char *b, size_t len)
{
	for (; len; len--, a++, b++)
		if (*a != *b && ((*a ^ *b) != 0x20 || (unsigned)(*a | 0x20) - 'a' > 25))
			return false;
	return true;
}

bool scan_number(const char *text, uint64_t max, uint64_t *n)
{
	struct scan s = scan_string(text);

	*n = scan_dec_max(&s, max);
	return scan_done(&s);
}
