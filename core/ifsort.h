/* ifsort - interfaces in the order of their names, in fixed memory. */
#ifndef CORE_IFSORT_H
#define CORE_IFSORT_H

#include "core/iface.h"

enum {
	IFSORT_KEPT = 16384,
};

struct ifsort_entry {
	struct ifsort_entry *next; /* NULL: it is the last one */
	struct iface iface;
	char key[4 * IFACE_NAME]; /* by which they are sorted */
};

struct ifsort {
	struct ifsort_entry *first, *last; /* `last`: that was added */
	unsigned count;
	bool full; /* some were not kept */
	struct ifsort_entry kept[IFSORT_KEPT + 1];
};

void ifsort_clear(struct ifsort *s);

/*
 * Adds an interface where net-tools has it: eth2:1 behind eth2, eth10 behind both. To one of the
 * same name it adds its counters, unless both have some.
 */
void ifsort_add(struct ifsort *s, const struct iface *i);

#endif
