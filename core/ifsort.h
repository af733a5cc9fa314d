/* ifsort - any number of interfaces in the order of their names, in fixed memory. */
#ifndef CORE_IFSORT_H
#define CORE_IFSORT_H

#include "core/iface.h"

enum {
	IFSORT_KEPT = 512,
};

/*
 * All interfaces are added in each of several passes, and each pass keeps the first ones of those
 * that no pass before has kept. All zero at first.
 */
struct ifsort {
	unsigned count;	   /* kept in this pass: kept[order[0]], kept[order[1]]... */
	bool more;	   /* there are some behind them: another pass is needed */
	bool later;	   /* not the first pass */
	struct iface last; /* of the pass before */
	uint16_t order[IFSORT_KEPT];
	struct iface kept[IFSORT_KEPT];
};

void ifsort_pass(struct ifsort *s);

/* Two of one name stay in the order in which they are added; of aliases only the first is kept. */
void ifsort_add(struct ifsort *s, const struct iface *i);

/* Below, at or above 0, as net-tools orders names: eth2 before eth10, both before eth2:1. */
int ifsort_compare(const struct iface *a, const struct iface *b);

#endif
