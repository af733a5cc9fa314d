/* topk - a few entries, against exact counts. First the capacity, then a secret, then keys. */
#include "core/topk.h"

#include "fuzz.h"

enum {
	CAPACITY = 16,
	KEYS = 256,
};

static bool has_more(const struct topk_entry *a, const struct topk_entry *b, const void *context)
{
	CHECK(!context);
	return a->count > b->count ||
	       (a->count == b->count && memcmp(a->key, b->key, TOPK_KEY) < 0);
}

static void check(const struct topk *t, const size_t truth[KEYS], size_t added)
{
	bool present[KEYS] = { false };
	uint32_t bound = topk_bound(t);
	size_t distinct = 0, sum = 0;
	unsigned i;

	for (i = 0; i < KEYS; i++)
		distinct += truth[i] > 0;
	CHECK(t->len == (distinct < t->capacity ? distinct : t->capacity));
	CHECK((bound > 0) == (distinct > t->capacity));
	CHECK((size_t)bound * t->capacity <= added);
	for (i = 0; i < t->len; i++) {
		const struct topk_entry *e = &t->entries[i];
		uint8_t id = e->key[7];

		CHECK(!present[id]);
		present[id] = true;
		CHECK(e->error < e->count && e->error <= bound && bound <= e->count);
		CHECK(e->count - e->error <= truth[id] && truth[id] <= e->count);
		sum += e->count;
	}
	CHECK(sum == added);
	for (i = 0; i < KEYS; i++)
		CHECK(present[i] || truth[i] <= bound);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t truth[KEYS] = { 0 }, i;
	uint8_t seed[HASH_SEED] = { 0 }, key[TOPK_KEY] = { 0 };
	unsigned capacity;
	struct topk_entry *entries;
	uint16_t *heads;
	struct topk t;

	if (size < 2)
		return 0;
	capacity = data[0] % CAPACITY + 1;
	seed[0] = data[1];
	entries = malloc(capacity * sizeof(*entries));
	heads = calloc(capacity, sizeof(*heads));
	CHECK(entries && heads);
	t = topk_open(entries, heads, capacity, seed);
	for (i = 2; i < size; i++) {
		key[7] = data[i];
		topk_add(&t, key);
		truth[data[i]]++;
		if (size < 256)
			check(&t, truth, i - 1);
	}
	check(&t, truth, size - 2);
	topk_sort(&t, has_more, NULL);
	check(&t, truth, size - 2);
	for (i = 1; i < t.len; i++)
		CHECK(has_more(&entries[i - 1], &entries[i], NULL));
	free(entries);
	free(heads);
	return 0;
}
