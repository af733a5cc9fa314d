/* topk - the largest keys of a stream, against exact counts. */
#include "core/topk.h"

#include "unit.h"

enum {
	LARGEST = TOPK_CAPACITY,
	IDS = 1 << 21, /* keys are made of numbers below this */
	LONG = 1000000,
	AROUND = 64, /* heads that must stay untouched, on either side */
};

_Static_assert(sizeof(struct topk_entry) + sizeof(uint16_t) <= 36, "memory of one entry");
_Static_assert(TOPK_KEY % 4 == 0 && (int)TOPK_KEY <= (int)HASH_KEY, "what can be hashed");

/* A table whose neighbours in memory are seen to change. */
static struct topk_entry entries[LARGEST + 1];
static uint16_t heads[AROUND + LARGEST + AROUND];
static struct topk topk;

/* The exact counts. */
static uint32_t truth[IDS];
static uint32_t added;
static uint32_t distinct;
static uint32_t ids; /* all are below */

static const uint8_t seed[HASH_SEED] = "a fixed secret.";

/* As of an IPv4-mapped address and a port: the bytes that differ are few. */
static const uint8_t *key_of(uint32_t id)
{
	static uint8_t key[TOPK_KEY];

	memset(key, 0, sizeof(key));
	key[10] = key[11] = 0xff;
	key[13] = (uint8_t)(id >> 16);
	key[16] = (uint8_t)(id >> 8);
	key[19] = (uint8_t)id;
	return key;
}

static uint32_t id_of(const struct topk_entry *e)
{
	uint32_t id = (uint32_t)e->key[13] << 16 | (uint32_t)e->key[16] << 8 | e->key[19];

	assert_true(id < IDS);
	assert_memory_equal(e->key, key_of(id), TOPK_KEY);
	return id;
}

static void open(unsigned capacity)
{
	memset(entries, 0xa5, (capacity + 1) * sizeof(*entries));
	memset(heads, 0, sizeof(heads));
	memset(truth, 0, ids * sizeof(*truth));
	added = distinct = ids = 0;
	topk = topk_open(entries, heads + AROUND, capacity, seed);
}

static void add(uint32_t id)
{
	topk_add(&topk, key_of(id));
	distinct += truth[id]++ == 0;
	added++;
	if (id >= ids)
		ids = id + 1;
}

/* What somebody keeps beside each entry, who begins anew when an entry has become another key's. */
static struct beside {
	uint32_t id;
	uint32_t seen;
} beside[LARGEST];

static void add_beside(uint32_t id)
{
	struct topk_entry *e = topk_add(&topk, key_of(id));
	struct beside *b = &beside[e - entries];

	assert_true(e >= entries && e < entries + topk.len);
	assert_int_equal(id_of(e), id);
	if (e->error + 1 == e->count)
		*b = (struct beside){ .id = id };
	assert_int_equal(b->id, id);
	assert_int_equal(++b->seen, e->count - e->error);
	distinct += truth[id]++ == 0;
	added++;
	if (id >= ids)
		ids = id + 1;
}

/* Every entry is in one list and once, no list is long, nothing beyond the table is touched. */
static void check_lists(void)
{
	static bool seen[LARGEST + 1];
	unsigned i, links = 0, number, length;

	memset(seen, 0, sizeof(seen));
	for (i = 0; i < topk.capacity; i++, links += length) {
		length = 0;
		for (number = heads[AROUND + i]; number; number = entries[number - 1].next) {
			assert_in_range(number, 1, topk.len);
			assert_false(seen[number]);
			seen[number] = true;
			length++;
		}
		assert_true(length < 16);
	}
	assert_int_equal(links, topk.len);
	for (i = 0; i < AROUND; i++)
		assert_false(heads[i] || heads[AROUND + topk.capacity + i]);
	for (i = 0; i < sizeof(*entries); i++)
		assert_int_equal(((uint8_t *)&entries[topk.len])[i], 0xa5);
}

/* All that the header promises. So every key of more than added / capacity is in the table. */
static void check_counts(void)
{
	static bool present[IDS];
	uint64_t sum = 0;
	uint32_t bound = topk_bound(&topk), id;
	unsigned i;

	memset(present, 0, ids);
	assert_int_equal(topk.len, distinct < topk.capacity ? distinct : topk.capacity);
	assert_true((uint64_t)bound * topk.capacity <= added);
	assert_int_equal(bound > 0, distinct > topk.capacity);
	for (i = 0; i < topk.len; i++) {
		const struct topk_entry *e = &topk.entries[i];

		id = id_of(e);
		assert_true(id < ids);
		assert_false(present[id]);
		present[id] = true;
		assert_true(e->error <= bound && bound <= e->count && e->error < e->count);
		assert_true(e->count - e->error <= truth[id] && truth[id] <= e->count);
		sum += e->count;
	}
	assert_true(sum == added);
	for (id = 0; id < ids; id++)
		assert_true(present[id] || truth[id] <= bound);
}

static unsigned calls;

static bool has_more(const struct topk_entry *a, const struct topk_entry *b, const void *context)
{
	assert_ptr_equal(context, &calls);
	assert_true(a >= entries && a < entries + topk.len);
	assert_true(b >= entries && b < entries + topk.len);
	calls++;
	return a->count > b->count ||
	       (a->count == b->count && memcmp(a->key, b->key, TOPK_KEY) < 0);
}

/* The order, nothing lost, and at most 2 n (log2 n + 1) comparisons. */
static void check_sorted(void)
{
	unsigned i, log = 0;

	while (topk.len >> log > 1)
		log++;
	calls = 0;
	topk_sort(&topk, has_more, &calls);
	assert_true(calls <= 2 * topk.len * (log + 1));
	for (i = 1; i < topk.len; i++)
		assert_true(has_more(&entries[i - 1], &entries[i], &calls));
	check_counts();
}

enum stream {
	FITTING,
	UNIFORM,
	ZIPF,
	DISTINCT,
	HEAVY_FIRST,
	HEAVY_LAST,
	HEAVY_AMONG,
	ONE_TOO_MANY,
	RETURNING,
	SORTED
};

static const struct row {
	const char *name;
	enum stream stream;
} rows[] = {
	{ "as many keys as fit", FITTING },
	{ "uniform", UNIFORM },
	{ "zipf", ZIPF },
	{ "all distinct", DISTINCT },
	{ "heavy keys, then a flood", HEAVY_FIRST },
	{ "a flood, then heavy keys", HEAVY_LAST },
	{ "heavy keys in a flood", HEAVY_AMONG },
	{ "in turn, one more than fit", ONE_TOO_MANY },
	{ "replaced and back again", RETURNING },
	{ "sorted", SORTED },
};

/* The key that comes at place i. */
static uint32_t id_at(enum stream stream, uint32_t i)
{
	uint32_t heavy = i % 100 * (i % 7), flood = LONG + i, power = 1u << unit_random() % 20;

	switch (stream) {
	case FITTING:
		return (uint32_t)(unit_random() % topk.capacity);
	case UNIFORM:
		return (uint32_t)(unit_random() % 200000);
	case ZIPF: /* as many from 2^n to 2^(n+1) for every n */
		return power + (uint32_t)(unit_random() % power);
	case DISTINCT:
		return i;
	case HEAVY_FIRST:
		return i < LONG / 2 ? heavy : flood;
	case HEAVY_LAST:
		return i < LONG / 2 ? flood : heavy;
	case HEAVY_AMONG:
		return i % 3 ? flood : i % 11;
	case ONE_TOO_MANY:
		return i % (topk.capacity + 1);
	case RETURNING: /* every other one was replaced a moment ago */
		i /= 2;
		return flood % 2 && i >= topk.capacity ? i - topk.capacity : i;
	case SORTED:
		return i / 50;
	}
	return 0;
}

static void check_stream(void **state)
{
	static const unsigned capacities[] = { 1, 2, 1024, 4096 };
	const struct row *r = *state;
	uint32_t c, i;

	for (c = 0; c < COUNT(capacities); c++) {
		open(capacities[c]);
		for (i = 0; i < LONG; i++) {
			add_beside(id_at(r->stream, i));
			if (i % (LONG / 4) == LONG / 8) {
				check_lists();
				check_counts();
			}
		}
		check_lists();
		check_counts();
		check_sorted();
	}
}

/* With the largest table too: its last number is the largest that a link holds. */
static void exact_while_they_fit(void **state)
{
	static const unsigned capacities[] = { 1, 2, 3, 100, 1024, 4096, LARGEST };
	uint32_t c, i;

	(void)state;
	for (c = 0; c < COUNT(capacities); c++) {
		open(capacities[c]);
		for (i = 0; i < capacities[c]; i++)
			add(i * 7);
		for (i = 0; i < 3 * capacities[c]; i++)
			add(id_at(FITTING, i) * 7);
		assert_int_equal(topk.len, capacities[c]);
		assert_int_equal(topk_bound(&topk), 0);
		check_lists();
		for (i = 0; i < topk.len; i++) {
			assert_int_equal(entries[i].error, 0);
			assert_int_equal(entries[i].count, truth[id_of(&entries[i])]);
		}
		add(1);
		check_lists();
		check_counts();
		check_sorted();
	}
}

/* The key of a few that is not in the table, so that every addition replaces one. */
static uint32_t missing(void)
{
	uint32_t id = 0;
	unsigned i;

	for (i = 0; i < topk.len; i++)
		if (id_of(&entries[i]) == id) {
			id++;
			i = -1u; /* from the start again */
		}
	return id;
}

/* Every step of short streams. */
static void step_by_step(void **state)
{
	unsigned capacity, i, worst;

	(void)state;
	for (capacity = 1; capacity <= 8; capacity++)
		for (worst = 0; worst <= 1; worst++) {
			open(capacity);
			for (i = 0; i < 50 * capacity; i++) {
				add_beside(worst ? missing()
						 : (uint32_t)(unit_random() %
							      (unit_random() % 10 + 1)));
				check_lists();
				check_counts();
			}
			if (worst) /* all counts are the same, and all but 1 of each an error */
				assert_int_equal(topk_bound(&topk), 49);
		}
}

/* ---- No source of more than 1/1024 of all is missed by 4,096 entries, whatever the order. */

enum {
	SOURCES = 4096,
	HEAVY = LONG / 1024 + 1, /* the least that is more than 1/1024 of all */
};

enum order {
	BEFORE,
	BEHIND,
	AMONG,
	ROUNDS, /* each once, then as many others as it takes to replace all that came once */
	AGAINST /* the others are always the one that was replaced last */
};

static const struct order_row {
	const char *name;
	enum order order;
	unsigned heavy; /* how many of them */
} orders[] = {
	{ "one source before all others", BEFORE, 1 },
	{ "one source behind all others", BEHIND, 1 },
	{ "one source among the others", AMONG, 1 },
	{ "one source, forgotten as often as can be", ROUNDS, 1 },
	{ "one source, each other one comes back when it is forgotten", AGAINST, 1 },
	{ "300 sources before all others", BEFORE, 300 },
	{ "300 sources behind all others", BEHIND, 300 },
	{ "300 sources among the others", AMONG, 300 },
	{ "300 sources, forgotten as often as can be", ROUNDS, 300 },
	{ "300 sources, each other one comes back when it is forgotten", AGAINST, 300 },
	{ "1,023 sources behind all others", BEHIND, 1023 },
	{ "1,023 sources among the others", AMONG, 1023 },
};

/* Whether the addition at place i is of a heavy one, of which so many were. */
static bool is_heavy_now(const struct order_row *r, uint32_t i, uint32_t done)
{
	const uint32_t all = r->heavy * HEAVY;

	if (done == all)
		return false;
	if (LONG - i == all - done)
		return true;
	switch (r->order) {
	case BEFORE:
		return true;
	case BEHIND:
		return false;
	case AMONG:
	case AGAINST:
		return (uint64_t)i * all / LONG >= done;
	case ROUNDS:
		return i % (SOURCES + r->heavy) < r->heavy;
	}
	return false;
}

static void never_missed(void **state)
{
	const struct order_row *r = *state;
	static uint32_t id_in[SOURCES]; /* of each entry, before the addition */
	uint32_t done = 0, other = 5000, back = other, i, id;
	bool found[1024] = { false };

	open(SOURCES);
	for (i = 0; i < LONG; i++) {
		const struct topk_entry *e;

		if (is_heavy_now(r, i, done))
			id = done++ % r->heavy;
		else if (r->order == AGAINST && topk.len == SOURCES)
			id = back;
		else
			id = other++;
		e = topk_add(&topk, key_of(id));
		back = id_in[e - entries] == id ? other++ : id_in[e - entries];
		if (back < r->heavy) /* those are counted */
			back = other++;
		id_in[e - entries] = id;
		distinct += truth[id]++ == 0;
		added++;
		ids = id >= ids ? id + 1 : ids;
	}
	assert_int_equal(done, r->heavy * HEAVY);
	assert_int_equal(added, LONG);
	check_lists();
	check_counts();
	check_sorted();
	assert_true(topk_bound(&topk) <= LONG / SOURCES);
	for (i = 0; i < topk.len; i++) {
		id = id_of(&entries[i]);
		if (id >= r->heavy)
			continue;
		found[id] = true;
		assert_int_equal(truth[id], HEAVY);
		assert_true(entries[i].count - entries[i].error >= HEAVY - LONG / SOURCES);
	}
	for (id = 0; id < r->heavy; id++)
		assert_true(found[id]);
}

static void check_entry(unsigned i, uint32_t id, uint32_t count, uint32_t error)
{
	assert_int_equal(id_of(&entries[i]), id);
	assert_int_equal(entries[i].count, count);
	assert_int_equal(entries[i].error, error);
}

static void one_key_replaces_another(void **state)
{
	static const uint32_t stream[] = { 1, 2, 1, 2, 1, 3 };
	unsigned i;

	(void)state;
	open(2);
	for (i = 0; i < COUNT(stream); i++)
		add(stream[i]);
	check_sorted();
	assert_int_equal(topk.len, 2);
	check_entry(0, 1, 3, 0);
	check_entry(1, 3, 3, 2);
	assert_int_equal(topk_bound(&topk), 2);
}

static void counts_end_at_the_largest(void **state)
{
	const uint32_t max = UINT32_MAX;
	unsigned i;

	(void)state;
	open(2);
	add(1);
	add(2);
	entries[0].count = max - 1;
	entries[1].count = max - 2;
	for (i = 0; i < 3; i++)
		add(1);
	add(3);
	check_entry(0, 1, max, 0);
	check_entry(1, 3, max - 1, max - 2);
	assert_int_equal(topk_bound(&topk), max - 2);
	add(4);
	check_entry(0, 1, max, 0);
	check_entry(1, 4, max, max - 1);
	for (i = 5; i < 20; i++) {
		add(i);
		add(i);
		assert_int_equal(topk.len, 2);
		assert_int_equal(topk_bound(&topk), max);
		assert_true(entries[0].count == max && entries[1].count == max);
		check_lists();
	}
}

/* Large counts at the first replacement must not mean as many rounds. */
static void replaces_at_once(void **state)
{
	unsigned i;

	(void)state;
	open(LARGEST);
	for (i = 0; i < LARGEST; i++) {
		add(i);
		entries[i].count = 4000000000u + i;
	}
	add(LARGEST);
	assert_true(topk_bound(&topk) == 4000000000u);
	assert_true(entries[0].count == 4000000001u);
	check_lists();
}

static void the_seed_is_used(void **state)
{
	struct hash h = hash_open(seed);

	(void)state;
	open(1);
	assert_memory_equal(&topk.hash, &h, sizeof(h));
}

/* All lengths up to that of a heap of six levels, in many orders. */
static void sorts(void **state)
{
	unsigned n, i, k, order;

	(void)state;
	for (n = 0; n < 70; n++)
		for (order = 0; order < 6; order++) {
			open(n + 1);
			for (i = 0; i < n; i++) {
				const unsigned counts[] = { i, n - i, 7, i % 3, i ^ 1,
					unit_random() % 100 };

				for (k = 0; k <= counts[order]; k++)
					add(i);
			}
			check_sorted();
		}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_stream);
	UNIT_TEST(&u, exact_while_they_fit);
	UNIT_TEST(&u, step_by_step);
	UNIT_ROWS(&u, orders, never_missed);
	UNIT_TEST(&u, one_key_replaces_another);
	UNIT_TEST(&u, counts_end_at_the_largest);
	UNIT_TEST(&u, replaces_at_once);
	UNIT_TEST(&u, the_seed_is_used);
	UNIT_TEST(&u, sorts);
	return unit_run(&u, "topk");
}
