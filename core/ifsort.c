/* ifsort - interfaces in the order of their names, in fixed memory. */
#include "core/ifsort.h"

#include <string.h>

/* Moves the digits before `end` to the end of a field of zeros, gives where they began. */
static unsigned digits(char *field, const char *name, unsigned end)
{
	field += IFACE_NAME;
	while (end && (unsigned)name[end - 1] - '0' < 10)
		*--field = name[--end];
	return end;
}

/* Of eth2:10 `eth`, 2, 10 and all of it, a field each. */
static void split(char *key, const struct iface *i)
{
	unsigned len = i->name_len, end;

	memset(key, '0', (size_t)3 * IFACE_NAME);
	end = digits(key + 2 * IFACE_NAME, i->name, len);
	if (end && end < len && i->name[end - 1] == ':') {
		end = digits(key + IFACE_NAME, i->name, end - 1);
	} else {
		memcpy(key + IFACE_NAME, key + 2 * IFACE_NAME, IFACE_NAME);
		memset(key + 2 * IFACE_NAME, '0', IFACE_NAME);
	}
	memset(key, 0, IFACE_NAME);
	memcpy(key, i->name, end);
	memcpy(key + 3 * IFACE_NAME, i->name, IFACE_NAME);
}

void ifsort_clear(struct ifsort *s)
{
	s->first = s->last = NULL;
	s->count = 0;
	s->full = false;
}

void ifsort_add(struct ifsort *s, const struct iface *i)
{
	struct ifsort_entry *new = &s->kept[s->count], *e, **at = &s->first;
	int r = 1;

	split(new->key, i);
	/* Often they come in order. */
	if (s->last && memcmp(s->last->key, new->key, sizeof(new->key)) < 0)
		at = &s->last->next;
	while ((e = *at) && ((r = memcmp(e->key, new->key, sizeof(new->key))) < 0 ||
				    (r == 0 && e->iface.known & i->known & 1 << IFACE_RX_PACKETS)))
		at = &e->next;
	if (e && r == 0) {
		if (i->known & 1 << IFACE_RX_PACKETS) {
			e->iface.known |= i->known;
			memcpy(e->iface.value, i->value, IFACE_COUNTERS * sizeof(*i->value));
		}
		s->last = e;
	} else if (s->count == IFSORT_KEPT) {
		s->full = true;
	} else {
		new->iface = *i;
		new->next = e;
		*at = s->last = new;
		s->count++;
	}
}
