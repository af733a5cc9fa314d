/* hash - fixed outputs, every byte counts, and keys spread whatever they look like. */
#include "core/hash.h"

#include "unit.h"

static const uint64_t ascending[2] = { 0x0123456789abcdef, 0xfedcba9876543210 };

/* Seeds and keys are words here, so that the outputs are the same on every machine. */
static struct hash open_words(uint64_t low, uint64_t high)
{
	uint64_t words[2] = { low, high };
	uint8_t seed[HASH_SEED];

	memcpy(seed, words, sizeof(seed));
	return hash_open(seed);
}

static const uint32_t words[HASH_KEY / 4] = { 0x01020304, 0xffffffff, 1u << 31, 0, 0xdeadbeef, 1 };

/* From a second implementation, with numbers of any size. */
static const struct row {
	const char *name;
	size_t len;
	uint32_t zero; /* with the seed of zeros */
	uint32_t ascending;
} rows[] = {
	{ "no word", 0, 0xe220a839, 0x157a3807 },
	{ "a word", 4, 0x568a099a, 0x98269ed7 },
	{ "two words", 8, 0x89cad123, 0xf7551cce },
	{ "three words", 12, 0xdaa7841d, 0x21a23013 },
	{ "a word that is 0", 16, 0xdaa7841d, 0x21a23013 },
	{ "five words", 20, 0x11a92d62, 0x7b0322a6 },
	{ "the longest key", 24, 0x0a34e60a, 0x1dd73bd9 },
};

/* At every alignment, and without a byte read beyond. */
static void check_row(void **state)
{
	static const char room[8 + HASH_KEY];
	const struct row *r = *state;
	struct hash zero = open_words(0, 0), other = open_words(ascending[0], ascending[1]);
	size_t shift;

	for (shift = 0; shift < 8; shift++) {
		char *copy = exact(room, shift + r->len), *key = copy + shift;

		memcpy(key, words, r->len);
		assert_int_equal(hash_key(&zero, key, r->len), r->zero);
		assert_int_equal(hash_key(&other, key, r->len), r->ascending);
		free(copy);
	}
}

static void every_bit_of_the_key_counts(void **state)
{
	struct hash h = open_words(ascending[0], ascending[1]);
	uint8_t key[HASH_KEY];
	size_t len, bit;

	(void)state;
	memcpy(key, words, sizeof(key));
	for (len = 4; len <= HASH_KEY; len += 4) {
		uint32_t whole = hash_key(&h, key, len);

		for (bit = 0; bit < 8 * HASH_KEY; bit++) {
			key[bit / 8] ^= (uint8_t)(1 << bit % 8);
			assert_int_equal(hash_key(&h, key, len) != whole, bit < 8 * len);
			key[bit / 8] ^= (uint8_t)(1 << bit % 8);
		}
	}
}

static void every_bit_of_the_seed_counts(void **state)
{
	uint8_t seed[HASH_SEED] = { 0 };
	struct hash zero = hash_open(seed), h;
	size_t bit, i, same;

	(void)state;
	for (bit = 0; bit < 8 * HASH_SEED; bit++) {
		seed[bit / 8] ^= (uint8_t)(1 << bit % 8);
		h = hash_open(seed);
		seed[bit / 8] ^= (uint8_t)(1 << bit % 8);
		for (same = 0, i = 0; i < COUNT(h.factors); i++)
			same += h.factors[i] == zero.factors[i];
		assert_true(same <= (COUNT(h.factors) + 1) / 2); /* either half makes these */
		assert_int_not_equal(hash_key(&h, words, 4), hash_key(&zero, words, 4));
	}
}

/* Whatever two keys and whatever bits of them: as many seeds make them equal as chance does. */
static void two_keys_collide_by_chance(void **state)
{
	static const uint32_t pairs[][2][HASH_KEY / 4] = {
		{ { 0 }, { 1 } },
		{ { 0 }, { 0x80000000 } },
		{ { 0 }, { 0, 0, 0, 0, 0, 1 } },
		{ { 0 }, { 0, 0, 0, 0, 0, 0x80000000 } },
		{ { 1, 2 }, { 2, 1 } },
		{ { 0, 1, 0, 1 }, { 1, 0, 1, 0 } },
		{ { 0x10000, 0xffff0000, 7, 7, 7, 7 }, { 0xffff0000, 0x10000, 7, 7, 7, 7 } },
		{ { UINT32_MAX }, { 0, UINT32_MAX } },
	};
	size_t pair, n, shift, equal[3]; /* of the lowest, middle and highest 8 bits */

	(void)state;
	for (pair = 0; pair < COUNT(pairs); pair++) {
		memset(equal, 0, sizeof(equal));
		for (n = 0; n < 256 * 100; n++) {
			struct hash h = open_words(unit_random(), unit_random() << 7);
			uint32_t differ = hash_key(&h, pairs[pair][0], HASH_KEY) ^
					  hash_key(&h, pairs[pair][1], HASH_KEY);

			for (shift = 0; shift < 3; shift++)
				equal[shift] += (differ >> 12 * shift & 0xff) == 0;
		}
		for (shift = 0; shift < 3; shift++)
			assert_in_range(equal[shift], 50, 150);
	}
}

enum {
	BUCKETS = 4096,
	KEYS = 16 * BUCKETS,
	CHANCE = KEYS / 2 * (KEYS / BUCKETS), /* pairs that share a bucket */
};

/* How many pairs share a bucket, the fullest of which is not overfull. */
static uint64_t pairs_together(const uint32_t counts[BUCKETS])
{
	uint64_t pairs = 0;
	size_t i;

	for (i = 0; i < BUCKETS; i++) {
		assert_true(counts[i] <= KEYS / 128);
		pairs += (uint64_t)counts[i] * counts[i] / 2;
	}
	return pairs;
}

/* Keys that differ in one word by 1, 2^8 or 2^16: over a few seeds little worse than chance. */
static void sequences_spread(void **state)
{
	static const uint32_t steps[] = { 1, 1u << 8, 1u << 16 };
	static uint32_t high[BUCKETS], low[BUCKETS];
	uint32_t key[HASH_KEY / 4], seed, word, step, i, n;
	uint64_t high_pairs = 0, low_pairs = 0, rounds = 0;

	(void)state;
	for (seed = 0; seed < 20; seed++)
		for (word = 0; word < HASH_KEY / 4; word++)
			for (step = 0; step < COUNT(steps); step++) {
				struct hash h = open_words(seed, ~(uint64_t)seed);

				memset(high, 0, sizeof(high));
				memset(low, 0, sizeof(low));
				memcpy(key, words, sizeof(key));
				for (i = 0; i < KEYS; i++) {
					key[word] = i * steps[step];
					n = hash_key(&h, key, HASH_KEY);
					high[n >> 20]++;
					low[n % BUCKETS]++;
				}
				high_pairs += pairs_together(high);
				low_pairs += pairs_together(low);
				rounds++;
			}
	assert_true(high_pairs < rounds * CHANCE * 5 / 4);
	assert_true(low_pairs < rounds * CHANCE * 5 / 4);
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_TEST(&u, every_bit_of_the_key_counts);
	UNIT_TEST(&u, every_bit_of_the_seed_counts);
	UNIT_TEST(&u, two_keys_collide_by_chance);
	UNIT_TEST(&u, sequences_spread);
	return unit_run(&u, "hash");
}
