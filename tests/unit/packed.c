/* packed - texts that are packed, not packed, cut; and all pairs there are. */
#include "core/packed.h"

#include "unit.h"

#include "core/pairs.h"

enum {
	PAIRS = 0xa0, /* of the bytes 0x80 to 0xff and 0x00 to 0x1f */
};

static void check_plain(void **state)
{
	char buf[64];
	struct fmt f = fmt_open(buf, sizeof(buf));

	(void)state;
	packed_fmt(&f, PACKED("There is no \"such\" route.\n"));
	assert_false(f.cut);
	assert_int_equal(f.at - buf, strlen("There is no \"such\" route.\n"));
	assert_memory_equal(buf, "There is no \"such\" route.\n", (size_t)(f.at - buf));
}

static void check_mem(void **state)
{
	char buf[64];
	struct fmt f = fmt_open(buf, sizeof(buf));

	(void)state;
	packed_mem(&f, "one\0\0two", 8);
	assert_int_equal(f.at - buf, 8);
	assert_memory_equal(buf, "one\0\0two", 8);
}

static void check_cut(void **state)
{
	char buf[3];
	struct fmt f = fmt_open(buf, sizeof(buf));

	(void)state;
	packed_fmt(&f, "a\200\200");
	assert_true(f.cut);
	assert_int_equal(f.at - buf, sizeof(buf));
	assert_int_equal(buf[0], 'a');
	assert_memory_equal(buf + 1, pairs, 2);
}

/* A pair holds bytes of ASCII that may be written, and pairs before it. */
static void check_pairs(void **state)
{
	static char expected[PAIRS][64];
	size_t len[PAIRS];
	int k, half;

	(void)state;
	assert_int_equal(sizeof(pairs), 2 * PAIRS + 1);
	for (k = 0; k < PAIRS; k++) {
		char buf[64];
		char text[] = { (char)(0x80 ^ k), 0 };
		struct fmt f = fmt_open(buf, sizeof(buf));

		/* NUL, tab and newline stand for themselves. */
		if (k == 0x80 || k == 0x89 || k == 0x8a) {
			packed_mem(&f, text, 1);
			assert_int_equal(f.at - buf, 1);
			assert_int_equal(*buf, *text);
			len[k] = 0;
			continue;
		}

		len[k] = 0;
		for (half = 0; half < 2; half++) {
			unsigned char c = (unsigned char)pairs[2 * k + half];
			int code = c ^ 0x80;

			assert_int_not_equal(c, 0x7f);
			if (c == '\n' || code >= PAIRS) {
				expected[k][len[k]++] = (char)c;
				continue;
			}
			assert_true(code < k && len[code]);
			memcpy(expected[k] + len[k], expected[code], len[code]);
			len[k] += len[code];
		}
		packed_fmt(&f, text);
		assert_false(f.cut);
		assert_int_equal(f.at - buf, len[k]);
		assert_memory_equal(buf, expected[k], len[k]);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_TEST(&u, check_plain);
	UNIT_TEST(&u, check_mem);
	UNIT_TEST(&u, check_cut);
	UNIT_TEST(&u, check_pairs);
	return unit_run(&u, "packed");
}
