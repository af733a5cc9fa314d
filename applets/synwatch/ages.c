/* ages - how old half-open connections are: in which sample each was seen first. */
#include "synwatch.h"

#include <string.h>

enum {
	PLACES = 8192,
	FILLED = PLACES / 4 * 3,
	EMPTY = 0,
};

struct seen {
	uint32_t key; /* a hash, 0: empty */
	uint32_t since;
};

/* One sample, and the one before. All times are ms since the program has begun. */
static struct seen seen[2][PLACES];
static unsigned current, filled;
static uint32_t share; /* bits of a key that are 0 in those that are followed */
static uint64_t began;
static uint32_t now;
static struct hash hash;

void ages_begin(uint64_t ms)
{
	uint8_t seed[HASH_SEED];

	if (!began) {
		os_seed(seed);
		hash = hash_open(seed);
		began = ms - 3600 * (uint64_t)SECOND; /* entries may be older than we */
	}
	now = (uint32_t)(ms - began);
	if (filled == FILLED)
		share++;
	if (filled < FILLED / 4)
		share >>= 1;
	current ^= 1;
	filled = 0;
	memset(seen[current], 0, sizeof(seen[current]));
}

static struct seen *find(unsigned sample, uint32_t key)
{
	unsigned i = key % PLACES;

	while (seen[sample][i].key != key && seen[sample][i].key != EMPTY)
		i = (i + 1) % PLACES;
	return &seen[sample][i];
}

static uint32_t key_of(const struct sock *s, unsigned place)
{
	uint32_t ends[HASH_KEY / 4] = { (uint32_t)s->local_port << 16 | s->remote_port, place };
	uint32_t key;

	memcpy(ends + 2, s->remote.bytes, sizeof(s->remote.bytes));
	key = hash_key(&hash, ends, sizeof(ends));
	memset(ends, 0, sizeof(ends));
	memcpy(ends, s->local.bytes, sizeof(s->local.bytes));
	key += hash_key(&hash, ends, sizeof(ends));
	return key == EMPTY ? 1 : key;
}

bool ages_note(const struct sock *s, unsigned place, uint32_t least, uint32_t *age)
{
	uint32_t key = key_of(s, place);
	const struct seen *before;
	struct seen *it;

	/* The highest bits, since the lowest say where it is looked for. */
	if (share && key >> (32 - share))
		return false;
	it = find(current, key);
	if (it->key == EMPTY) {
		if (filled == FILLED)
			return false;
		filled++;
		before = find(current ^ 1, key);
		it->key = key;
		it->since = before->key == EMPTY ? now - least : before->since;
	}
	if (it->since > now - least)
		it->since = now - least;
	*age = now - it->since;
	return true;
}

void ages_add(struct ages *a, uint32_t age)
{
	a->followed++;
	/* Samples of a second are a little shorter at times. */
	a->old += age >= SECOND - 50;
	a->ancient += age >= 3 * SECOND - 50;
}
