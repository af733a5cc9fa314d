/* routes_json - the cells of a route that JSON alone has. */
#include "applets/routes.h"

#include "core/rt.h"

#include <string.h>

/* A word, or its number where it has none. */
static void word_cell(struct table *t, bool known, const char *word, unsigned number)
{
	if (known && word)
		table_str(t, word);
	else
		table_known(t, known, number);
}

static void next_hops(struct table *t, struct os_routes *in, struct route *r)
{
	char iface[ROUTE_IFACE];
	bool first = true;

	json_open(t, '[');
	do {
		struct fmt *f = os_out();

		os_routes_iface(in, r, iface);
		fmt_str(f, first ? "{\"gateway\":" : ",{\"gateway\":");
		if (r->via.family && !addr_is_any(&r->via)) {
			fmt_char(f, '"');
			addr_fmt(f, &r->via);
			fmt_char(f, '"');
		} else {
			fmt_str(f, "null");
		}
		fmt_str(f, ",\"iface\":");
		if (*iface)
			json_string(f, iface, strlen(iface));
		else
			fmt_str(f, "null");
		fmt_str(f, ",\"weight\":");
		fmt_dec(f, r->weight + 1u);
		fmt_char(f, '}');
		first = false;
	} while (rt_next_hop(r));
	json_close(t, ']');
}

/* `{"mtu":1400,"hoplimit":64}`: numbers as the kernel keeps them. */
static void metrics_cell(struct table *t, const struct route *r)
{
	static const char names[] = "lock\0mtu\0window\0rtt\0rttvar\0ssthresh\0cwnd\0advmss\0"
				    "reordering\0hoplimit\0initcwnd\0features\0rto_min\0"
				    "initrwnd\0quickack";
	const char *name = names;
	bool first = true;
	unsigned i;

	json_open(t, '{');
	for (i = 1; i < 16; i++, name += strlen(name) + 1) {
		if (!r->metrics[i])
			continue;
		fmt_str(t->out, first ? "\"" : ",\"");
		fmt_str(t->out, name);
		fmt_str(t->out, "\":");
		fmt_dec(t->out, r->metrics[i]);
		first = false;
	}
	json_close(t, '}');
}

/* What JSON alone has. */
void routes_json(const struct routes *v, struct table *t, struct os_routes *in, struct route *r)
{
	bool known = r->known & ROUTE_KNOWS_ORIGIN;

	table_str(t, "route");
	table_str(t, r->to.family == ADDR_IPV6 ? "inet6" : "inet");
	table_known(t, r->to.family == ADDR_IPV6 || r->mask == route_mask(r->to_len), r->to_len);
	table_known(t, known, r->table);
	word_cell(t, known, route_type_name(r->type), r->type);
	word_cell(t, known, route_protocol_name(r->protocol), r->protocol);
	word_cell(t, known, route_scope_name(r->scope), r->scope);
	routes_address(t, &r->from, r->from_len);
	routes_address(t, &r->source, addr_bits(ADDR_IPV6));
	table_known(t, known, r->tos);
	metrics_cell(t, r);
	table_known(t, r->has_expires, r->expires);
	next_hops(t, in, r);
	if (v->n_more)
		v->more_cells(v->context, t);
}
