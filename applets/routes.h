/* routes - the routing table, which netstat -r and route show alike. */
#ifndef APPLETS_ROUTES_H
#define APPLETS_ROUTES_H

#include "core/json.h"
#include "platform/platform.h"

struct routes {
	bool ipv4, ipv6;
	bool names;	   /* of hosts and networks */
	bool collect;	   /* only note the addresses whose names will be shown */
	bool cache;	   /* the cache of routes, which kernels since 3.6 have not */
	bool fib;	   /* and before it the table */
	unsigned extended; /* how many -e: 0, 1 or 2 */
	bool other;	   /* by rtnetlink alone: this table, or 0: all; else what /proc has */
	uint32_t table;
	struct json *json; /* NULL: text */
	const char *flags; /* what JSON calls the flags */

	/* Cells that JSON has behind ours, and their columns. */
	const struct column *more;
	unsigned n_more;
	void (*more_cells)(const void *context, struct table *t);
	const void *context;
};

/* Shows them under their headings; gives an exit status. */
int routes_show(const struct routes *v);

/* A row of text for each next hop of one route. */
void routes_row(const struct routes *v, struct os_routes *in, struct route *r);

/* Between its files: cells, "-" or null for what is not known, and those that only JSON has. */
void routes_address(struct table *t, const struct addr *a, unsigned len);
void routes_json(const struct routes *v, struct table *t, struct os_routes *in, struct route *r);

#endif
