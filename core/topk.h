/* topk - the largest keys of a stream in fixed memory, with the error bound. */
#ifndef CORE_TOPK_H
#define CORE_TOPK_H

#include "core/hash.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The Space-Saving algorithm (Metwally, Agrawal, El Abbadi 2005): a new key that finds the table
 * full takes the place of one with the smallest count, and goes on counting from there.
 */

enum {
	TOPK_KEY = 20,		/* bytes of a key; fill a shorter one with zeros */
	TOPK_CAPACITY = 0xffff, /* entries of the largest table */
};

/*
 * The key occurred `count` times at most, and `count - error` times at least. A count ends at
 * UINT32_MAX, which means that many or more; the lower limit still holds.
 */
struct topk_entry {
	uint8_t key[TOPK_KEY];
	uint32_t count;
	uint32_t error;
	uint16_t next; /* number of the next entry in a list, from 1; 0 ends it */
};

/*
 * The table is entries[0] to entries[len - 1]; their counts, while none has come to its end, add
 * up to what was added.
 */
struct topk {
	struct topk_entry *entries;
	uint16_t *heads; /* of the lists by hash value, as `next` */
	unsigned len;
	unsigned capacity;
	unsigned above; /* so many entries, from the first on, have more than `bound` */
	uint32_t bound;
	struct hash hash;
};

/*
 * An empty table in the caller's memory: `capacity` entries, 1 to TOPK_CAPACITY, whatever is in
 * them, and as many heads, all 0. Only what is needed of it is ever touched. `seed` is random
 * bytes, so that nobody can choose keys that are slow to find.
 */
struct topk topk_open(struct topk_entry *entries, uint16_t *heads, unsigned capacity,
	const uint8_t seed[HASH_SEED]);

/*
 * Counts one more of `key`, TOPK_KEY bytes, and gives its entry: that is new, or has become another
 * key's, when `error` is one less than `count`. All counts are exact until a key finds the table full.
 * O(1) taken over all calls, whatever the keys; a single one may go three times over the entries.
 */
struct topk_entry *topk_add(struct topk *t, const void *key);

/*
 * No key that is not in the table occurred more often: 0 while all counts are exact, and never
 * more than what was added divided by the capacity. UINT32_MAX means that many or more.
 */
uint32_t topk_bound(const struct topk *t);

/*
 * Puts the entries into the order that `before` says, in O(n log n) whatever they are. Nothing
 * may be added after it; the bound stays.
 */
void topk_sort(struct topk *t,
	bool (*before)(const struct topk_entry *a, const struct topk_entry *b, const void *context),
	const void *context);

#endif
