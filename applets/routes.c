/* routes - the routing table, which netstat -r and route show alike. */
#include "applets/routes.h"

#include "build/config.h"
#include "core/applet.h"
#include "core/rt.h"

#include <errno.h>
#include <string.h>

/* The forms of a row, a bit each. */
enum {
	PLAIN = 1,
	EXTENDED = 2,
	EXTENDED_TWICE = 4,
	SIX = 8,
	JSON = 16,
	JSON_SIX = 32,
	FOUR = PLAIN | EXTENDED | EXTENDED_TWICE,
	COUNTS = PLAIN | EXTENDED_TWICE,
	ANY_JSON = JSON | JSON_SIX,

	COLUMNS = 40,
};

/* In the order of the cells: key, width, forms. A width below 0 is of a column aligned to the right. */
#define CELLS(C)                                                                                   \
	C("destination", 15, FOUR | JSON)                                                          \
	C("destination", 30, SIX | JSON_SIX)                                                       \
	C("gateway", 15, FOUR | JSON)                                                              \
	C("next_hop", 26, SIX | JSON_SIX)                                                          \
	C("genmask", 15, FOUR | JSON)                                                              \
	/* flags */                                                                                \
	C("", 5, FOUR | JSON)                                                                      \
	C("", 4, SIX | JSON_SIX)                                                                   \
	C("metric", 6, COUNTS | JSON)                                                              \
	C("metric", 3, SIX | JSON_SIX)                                                             \
	C("ref", 2, PLAIN | JSON)                                                                  \
	C("ref", 3, EXTENDED_TWICE)                                                                \
	C("ref", 1, SIX | JSON_SIX)                                                                \
	C("use", -7, PLAIN | JSON)                                                                 \
	C("use", -6, EXTENDED_TWICE)                                                               \
	C("use", -6, SIX | JSON_SIX)                                                               \
	C("mss", -5, EXTENDED)                                                                     \
	C("window", 5, EXTENDED)                                                                   \
	C("irtt", -6, EXTENDED)                                                                    \
	C("iface", 0, PLAIN | EXTENDED | SIX)                                                      \
	C("iface", 8, EXTENDED_TWICE | ANY_JSON)                                                   \
	C("mss", 5, EXTENDED_TWICE | ANY_JSON)                                                     \
	C("window", 6, EXTENDED_TWICE | ANY_JSON)                                                  \
	C("irtt", 0, EXTENDED_TWICE | ANY_JSON)                                                    \
	C("kind", 0, ANY_JSON)                                                                     \
	C("family", 0, ANY_JSON)                                                                   \
	C("prefix_length", 0, ANY_JSON)                                                            \
	C("table", 0, ANY_JSON)                                                                    \
	C("type", 0, ANY_JSON)                                                                     \
	C("protocol", 0, ANY_JSON)                                                                 \
	C("scope", 0, ANY_JSON)                                                                    \
	C("source", 0, ANY_JSON)                                                                   \
	C("preferred_source", 0, ANY_JSON)                                                         \
	C("tos", 0, ANY_JSON)                                                                      \
	C("metrics", 0, ANY_JSON)                                                                  \
	C("expires", 0, ANY_JSON)                                                                  \
	C("next_hops", 0, ANY_JSON)

#define CELL(key, width, forms) { width, forms },
#define CELL_KEY(key, width, forms) PACKED(key) "\0"

static const struct {
	int8_t width;
	uint8_t forms;
} cells[] = { CELLS(CELL) };
static const char keys[] = CELLS(CELL_KEY);

static unsigned form_of(const struct routes *v, enum addr_family family)
{
	if (v->json)
		return family == ADDR_IPV6 ? JSON_SIX : JSON;
	return family == ADDR_IPV6 ? SIX : 1u << v->extended;
}

static struct table table(const struct routes *v, unsigned form, struct column columns[COLUMNS])
{
	static char room[512];
	struct fmt f = fmt_open(room, sizeof(room));
	const char *key = room;
	unsigned n = 0;
	size_t i;

	if (!*room)
		packed_mem(&f, keys, sizeof(keys));
	for (i = 0; i < COUNT(cells); i++, key += strlen(key) + 1) {
		int8_t width = cells[i].width;

		if (!(cells[i].forms & form))
			continue;
		columns[n++] = (struct column){
			.key = *key ? key : v->flags,
			.align = width < 0 ? RIGHT : LEFT,
			.width = (uint8_t)(width < 0 ? -width : width),
		};
	}
	for (i = 0; i < v->n_more; i++)
		columns[n++] = v->more[i];
	return table_open(columns, n, v->json);
}

static void heading(const struct routes *v, enum addr_family family, uint32_t shown)
{
	static const char *const columns[] = {
		PACKED("Metric Ref    Use Iface"),
		PACKED("  MSS Window  irtt Iface"),
		PACKED("Metric Ref    Use Iface    MSS   Window irtt"),
	};
	struct fmt *f = os_out();

	packed_fmt(f, family == ADDR_IPV6 ? PACKED("Kernel IPv6 routing ")
					  : PACKED("Kernel IP routing "));
	fmt_str(f, v->cache ? "cache" : "table");
	if (v->other) {
		fmt_char(f, ' ');
		os_table_name(f, shown);
	}
	if (family == ADDR_IPV6) {
		packed_fmt(f, PACKED("\nDestination                    Next Hop                   "
				     "Flag Met Ref  Use If\n"));
		return;
	}
	packed_fmt(f, v->cache
			      ? PACKED("\nSource          Destination     Gateway         Flags ")
			      : PACKED("\nDestination     Gateway         Genmask         Flags "));
	packed_fmt(f, columns[v->extended]);
	if (v->cache && v->extended == 2)
		packed_fmt(f, PACKED("  TOS HHRef HHUptod     SpecDst"));
	fmt_char(f, '\n');
}

/* A route that leads nowhere; its flags say how. */
static bool is_refusal(const struct route *r)
{
	return r->flags & ROUTE_REJECT || r->type == ROUTE_BLACKHOLE || r->type == ROUTE_THROW;
}

/* The text of an address, a name if it has one that is wanted. */
static void fmt_address(const struct routes *v, struct fmt *f, const struct addr *a)
{
	if (v->names && a->family == ADDR_IPV6 && addr_is_any(a))
		fmt_str(f, "[::]");
	else if (!ENABLE_HOSTS || !v->names || addr_is_any(a) || !os_host_name(f, a))
		addr_fmt(f, a);
}

static void fmt_destination(const struct routes *v, struct fmt *f, const struct route *r)
{
	if (r->to.family == ADDR_IPV6) {
		fmt_address(v, f, &r->to);
		fmt_char(f, '/');
		fmt_dec(f, r->to_len);
	} else if (v->names && addr_is_any(&r->to)) {
		fmt_str(f, "default");
	} else if (v->names && r->mask == UINT32_MAX) {
		fmt_address(v, f, &r->to);
	} else if (!v->names || !os_network_name(f, &r->to)) {
		addr_fmt(f, &r->to);
	}
}

static void destination_cell(const struct routes *v, struct table *t, const struct route *r)
{
	fmt_destination(v, table_cell(t), r);
	table_cell_end(t);
}

static void gateway_cell(const struct routes *v, struct table *t, const struct route *r)
{
	struct addr via = r->via;

	if (!via.family)
		via.family = r->to.family;
	/* The file cannot tell a gateway of the other family, and the kernel not always an object. */
	if ((r->by_id && !r->oif) ||
		(r->to.family == ADDR_IPV4 &&
			(is_refusal(r) || (r->flags & ROUTE_GATEWAY && addr_is_any(&via))))) {
		table_none(t, "-");
		return;
	}
	fmt_address(v, table_cell(t), &via);
	table_cell_end(t);
}

/* As net-tools shows it: the highest one of IPv6 is -1. */
static void metric_cell(struct table *t, const struct route *r)
{
	if (r->to.family == ADDR_IPV6 && r->metric > INT32_MAX && !t->json) {
		struct fmt *f = table_cell(t);

		fmt_char(f, '-');
		fmt_dec(f, 0 - r->metric);
		table_cell_end(t);
	} else {
		table_num(t, r->metric);
	}
}

static void iface_cell(struct table *t, const char *iface)
{
	if (*iface)
		table_text(t, iface, strlen(iface));
	else
		table_none(t, "-");
}

void routes_address(struct table *t, const struct addr *a, unsigned len)
{
	struct fmt *f = table_cell(t);

	if (a->family && len) {
		addr_fmt(f, a);
		if (len < addr_bits(a->family)) {
			fmt_char(f, '/');
			fmt_dec(f, len);
		}
	}
	table_cell_end(t);
}

static void packet_cells(struct table *t, const struct route *r)
{
	bool refusal = is_refusal(r) && r->to.family == ADDR_IPV4;

	table_known(t, !refusal, r->mss);
	table_known(t, !refusal, r->metrics[ROUTE_WINDOW]);
	table_known(t, !refusal, r->irtt);
}

static void row(const struct routes *v, struct table *t, struct os_routes *in, struct route *r)
{
	bool ipv4 = r->to.family == ADDR_IPV4;
	bool refusal = ipv4 && is_refusal(r);
	bool counts = !ipv4 || v->json || v->extended != 1;
	char iface[ROUTE_IFACE] = "";

	if (!refusal)
		os_routes_iface(in, r, iface);
	table_row(t, os_out());
	destination_cell(v, t, r);
	gateway_cell(v, t, r);
	if (ipv4) {
		struct addr mask = route_mask_addr(r->mask);

		routes_address(t, &mask, 32);
	}
	route_fmt_flags(table_cell(t), r);
	table_cell_end(t);
	if (counts) {
		bool known = ipv4 || r->known & ROUTE_KNOWS_COUNTS;

		metric_cell(t, r);
		table_known(t, known && !refusal, r->ref);
		table_known(t, known, r->use);
	}
	if (ipv4 && !v->json && v->extended == 1)
		packet_cells(t, r);
	iface_cell(t, iface);
	if (v->json || (ipv4 && v->extended == 2))
		packet_cells(t, r);
	if (v->json)
		routes_json(v, t, in, r);
}

void routes_row(const struct routes *v, struct os_routes *in, struct route *r)
{
	struct column columns[COLUMNS];
	struct table t = table(v, form_of(v, r->to.family), columns);

	do
		row(v, &t, in, r);
	while (!v->json && rt_next_hop(r));
}

static bool is_shown(const struct routes *v, const struct route *r)
{
	if (v->cache || r->flags & ROUTE_CACHE)
		return v->cache && r->flags & ROUTE_CACHE;
	if (r->to.family == ADDR_IPV6)
		return true;
	/* As the file has it. */
	return r->flags & ROUTE_UP &&
	       (v->other || (r->type != ROUTE_BROADCAST && r->type != ROUTE_MULTICAST));
}

static void collect(struct route *r)
{
	if (r->to.family == ADDR_IPV6 || r->mask == UINT32_MAX)
		os_hosts_want(&r->to);
	do
		os_hosts_want(&r->via);
	while (rt_next_hop(r));
}

static int family(const struct routes *v, enum addr_family family)
{
	static struct os_routes in; /* too large for a small stack */
	const bool ordinary = !v->other;
	/* The text of IPv6 has columns that the file alone knows. */
	const enum os_routes_from from = !ordinary	   ? OS_ROUTES_NETLINK
					 : !ENABLE_NETLINK ? OS_ROUTES_FILE
					 : family == ADDR_IPV6 && !v->json && os_exists("net")
						 ? OS_ROUTES_FILE
						 : OS_ROUTES_EITHER;
	uint32_t table = !ordinary ? v->table : family == ADDR_IPV4 ? ROUTE_MAIN : 0;
	uint32_t last = table;
	struct route r;
	int status = os_routes_open(&in, family, table, from);
	bool silent = v->json || v->collect;

	if (!silent && (ordinary || (v->table && status >= 0)))
		heading(v, family, v->table);
	if (status < 0 && !ordinary)
		return os_complain_of("--table",
			status == -ENOENT ? PACKED("there is no such table")
					  : PACKED("this takes netlink, which is refused here"));
	if (status < 0)
		return os_complain_file(family == ADDR_IPV6 ? "net/ipv6_route" : "net/route",
			-status);
	while ((status = os_routes_next(&in, &r)) > 0) {
		if (!is_shown(v, &r))
			continue;
		if (!silent && !ordinary && !table && r.table != last) {
			heading(v, family, r.table);
			last = r.table;
		}
		if (v->collect)
			collect(&r);
		else
			routes_row(v, &in, &r);
	}
	return os_routes_close(&in, status);
}

int routes_show(const struct routes *v)
{
	int status = STATUS_FINE;
	struct routes table = *v;

	if (v->cache && v->fib) {
		table.cache = false;
		status = routes_show(&table);
	}
	if (v->cache && v->ipv4 && !v->collect)
		os_complain_of("-C", PACKED("kernels since 3.6 have no cache of routes"));
	if (v->ipv4 && v->names && !v->collect)
		status |= os_names_load(1u << ETC_NETWORKS);
	if (v->ipv4)
		status |= family(v, ADDR_IPV4);
	if (v->ipv6)
		status |= family(v, ADDR_IPV6);
	return status;
}
