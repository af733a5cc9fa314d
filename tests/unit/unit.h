/* unit - what the unit tests share: a row is a test, and a line ends where its buffer ends. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Text that may hold NULs, and its length. */
#define BYTES(text) (text), sizeof(text) - 1

/* The tests of one program; rows and functions are added in any order. */
struct unit {
	struct CMUnitTest tests[400];
	size_t count;
};

static inline void unit_add(struct unit *u, const char *name, CMUnitTestFunction check,
	const void *row)
{
	assert_true(u->count < COUNT(u->tests));
	u->tests[u->count++] = (struct CMUnitTest){ name, check, NULL, NULL, (void *)row };
}

/* Every row of a table becomes a test, named by the member `name`; `check` gets the row. */
#define UNIT_ROWS(u, table, check)                                                                 \
	for (size_t unit_i = 0; unit_i < COUNT(table); unit_i++)                                   \
	unit_add(u, (table)[unit_i].name, check, &(table)[unit_i])

#define UNIT_TEST(u, check) unit_add(u, #check, check, NULL)

static inline int unit_run(struct unit *u, const char *name)
{
	return _cmocka_run_group_tests(name, u->tests, u->count, NULL, NULL);
}

/* The bytes in a buffer of exactly their size: ASan sees the first one read beyond it. */
static inline char *exact(const void *bytes, size_t len)
{
	char *copy = calloc(1, len);

	if (!copy)
		abort();
	if (len)
		memcpy(copy, bytes, len);
	return copy;
}

/* Calls `check` with every prefix of a line, the empty and the whole one too. */
static inline void every_prefix(const char *line, size_t len,
	void (*check)(const void *data, const char *prefix, size_t prefix_len), const void *data)
{
	size_t n;

	for (n = 0; n <= len; n++) {
		char *copy = exact(line, n);

		check(data, copy, n);
		free(copy);
	}
}

/* Calls `check` with every change of a single byte of a line. */
static inline void every_change(const char *line, size_t len,
	void (*check)(const void *data, const char *changed, size_t changed_len), const void *data)
{
	char *copy = exact(line, len);
	size_t i;
	int c;

	for (i = 0; i < len; i++) {
		for (c = 0; c < 256; c++) {
			copy[i] = (char)c;
			check(data, copy, len);
		}
		copy[i] = line[i];
	}
	free(copy);
}

/* The same numbers in every run. */
static inline uint64_t unit_random(void)
{
	static uint64_t x = 88172645463325252u;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x * 2685821657736338717u >> 7;
}

#endif
