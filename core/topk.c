/* topk - the largest keys of a stream in fixed memory, with the error bound. */
#include "core/topk.h"

#include <string.h>

struct topk topk_open(struct topk_entry *entries, uint16_t *heads, unsigned capacity,
	const uint8_t seed[HASH_SEED])
{
	struct topk t;

	/* One by one: an initializer costs a second copy of the factors. */
	t.hash = hash_open(seed);
	t.entries = entries;
	t.heads = heads;
	t.capacity = capacity;
	t.len = 0;
	t.above = 0;
	t.bound = 0;
	return t;
}

/* memcmp of musl goes byte by byte. */
static bool same_key(const uint8_t *a, const uint8_t *b)
{
	uint32_t x, y, differs = 0;
	size_t i;

	for (i = 0; i < TOPK_KEY; i += sizeof(x)) {
		memcpy(&x, a + i, sizeof(x));
		memcpy(&y, b + i, sizeof(y));
		differs |= x ^ y;
	}
	return !differs;
}

/* Where the number of the key's entry stands, or would stand: then there is 0. */
static uint16_t *find(const struct topk *t, const uint8_t *key)
{
	uint64_t hash = hash_key(&t->hash, key, TOPK_KEY);
	uint16_t *link = &t->heads[hash * t->capacity >> 32];

	while (*link) {
		struct topk_entry *e = &t->entries[*link - 1];

		if (same_key(e->key, key))
			break;
		link = &e->next;
	}
	return link;
}

/*
 * The number of an entry with the smallest count, which becomes the bound. Counts only grow, so
 * one round over the entries finds all that have it. Every round is about a larger count, none
 * about one above additions / capacity: all rounds together are about two steps an addition.
 */
static unsigned smallest(struct topk *t)
{
	for (;;) {
		for (; t->above < t->capacity; t->above++)
			if (t->entries[t->above].count == t->bound)
				return t->above + 1;
		t->bound = UINT32_MAX;
		while (t->above > 0)
			if (t->entries[--t->above].count < t->bound)
				t->bound = t->entries[t->above].count;
	}
}

struct topk_entry *topk_add(struct topk *t, const void *key)
{
	uint16_t *link = find(t, key);
	struct topk_entry *e;

	if (!*link) {
		unsigned number = t->len < t->capacity ? ++t->len : smallest(t);

		e = &t->entries[number - 1];
		if (t->bound) { /* the entry has a key */
			*find(t, e->key) = e->next;
			link = find(t, key); /* it may have stood in that entry */
		}
		*link = (uint16_t)number;
		memcpy(e->key, key, TOPK_KEY);
		e->count = e->error = t->bound;
		e->next = 0;
	}
	e = &t->entries[*link - 1];
	if (++e->count == 0)
		e->count = UINT32_MAX;
	return e;
}

uint32_t topk_bound(const struct topk *t)
{
	return t->bound;
}

void topk_sort(struct topk *t,
	bool (*before)(const struct topk_entry *a, const struct topk_entry *b, const void *context),
	const void *context)
{
	struct topk_entry *e = t->entries, old;
	unsigned start = t->len / 2, end = t->len, at, last, child;

	/* Heapsort: makes a heap with the last one on top, then takes the top off until it is empty. */
	while (end > 1) {
		last = 0;
		if (start > 0)
			at = last = --start;
		else
			at = --end;
		do {
			old = e[at];
			e[at] = e[last];
			e[last] = old;
			at = last;
			child = 2 * at;
			do /* first the odd one, then the even one */
				if (++child < end && before(&e[last], &e[child], context))
					last = child;
			while (child % 2);
		} while (last != at);
	}
}
