/* packed - texts that are packed, not packed, cut; and all pairs there are. */
#include "core/packed.h"

#include "unit.h"

#include "core/pairs.h"

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
	static char expected[128][64];
	size_t len[128];
	int k, half;

	(void)state;
	assert_int_equal(sizeof(pairs), 2 * 128 + 1);
	for (k = 0; k < 128; k++) {
		char buf[64];
		char text[] = { (char)(0x80 + k), 0 };
		struct fmt f = fmt_open(buf, sizeof(buf));

		len[k] = 0;
		for (half = 0; half < 2; half++) {
			unsigned char c = (unsigned char)pairs[2 * k + half];

			assert_true(c < 0x80 + k);
			assert_true(c == '\n' || (c >= ' ' && c != 0x7f));
			if (c < 0x80) {
				expected[k][len[k]++] = (char)c;
				continue;
			}
			memcpy(expected[k] + len[k], expected[c - 0x80], len[c - 0x80]);
			len[k] += len[c - 0x80];
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
	UNIT_TEST(&u, check_cut);
	UNIT_TEST(&u, check_pairs);
	return unit_run(&u, "packed");
}
