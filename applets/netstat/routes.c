/* routes - -r: the routing table. */
#include "applets/routes.h"

#include "netstat.h"

static void origin(const void *context, struct table *t)
{
	netstat_origin(context, t);
}

int netstat_routes(const struct view *v)
{
	struct column columns[NETSTAT_ORIGIN];
	struct routes r = {
		.ipv4 = v->show & IPV4 && (v->named & IPV4 || !(v->named & IPV6)),
		.ipv6 = v->named & IPV6,
		.names = !(v->show & NUMERIC_HOSTS),
		.collect = v->show & COLLECT,
		.cache = v->show & CACHE,
		.fib = v->show & FIB,
		/* One -e takes the others away. */
		.extended = v->show & TWICE_EXTEND ? 2 : !(v->show & EXTEND),
		.json = v->json,
		.flags = "route_flags",
		.more = columns,
		.n_more = netstat_origin_columns(v, columns),
		.more_cells = origin,
		.context = v,
	};

	return routes_show(&r);
}
