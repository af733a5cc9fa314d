/* groups - -g: multicast groups. */
#include "core/group.h"

#include "netstat.h"

static void row(const struct view *v, struct table *t, const struct group *g)
{
	if (v->show & COLLECT) {
		os_hosts_want(&g->addr);
		return;
	}
	table_row(t, os_out());
	table_text(t, g->name, g->name_len);
	table_num(t, g->users);
	netstat_address(v, table_cell(t), &g->addr);
	table_cell_end(t);
	if (!(v->show & JSON))
		return;
	table_str(t, "group");
	table_str(t, g->addr.family == ADDR_IPV4 ? "ipv4" : "ipv6");
	table_num(t, g->index);
	table_text(t, g->querier, g->querier_len);
	table_known(t, g->is_running, g->timer * 10);
	netstat_origin(v, t);
}

static int list(const struct view *v, struct table *t, enum addr_family family)
{
	const char *file = family == ADDR_IPV4 ? "net/igmp" : "net/igmp6";
	struct os_lines in;
	struct group g = { 0 };
	int r = os_lines_open(&in, file);

	if (r < 0)
		return netstat_lacks(v, file, r, v->named & (family == ADDR_IPV4 ? IPV4 : IPV6));
	while ((r = os_lines_next(&in)) > 0) {
		enum group_line kind =
			family == ADDR_IPV4
				? group_parse_igmp(&g, addr_host_order(), in.line, in.len, in.whole)
				: group_parse_igmp6(&g, in.line, in.len, in.whole);

		if (kind == GROUP_READ)
			row(v, t, &g);
		else if (kind == GROUP_MALFORMED)
			os_lines_bad(&in);
	}
	return os_lines_close(&in, r);
}

#define GROUP_COLUMNS(C)                                                                           \
	C("interface", "Interface", LEFT, 15, ALWAYS)                                              \
	C("refcnt", "RefCnt", LEFT, 6, ALWAYS)                                                     \
	C("group", "Group", LEFT, 0, ALWAYS)                                                       \
	C("kind", "", LEFT, 0, JSON)                                                               \
	C("network_protocol", "", LEFT, 0, JSON)                                                   \
	C("index", "", LEFT, 0, JSON)                                                              \
	C("querier", "", LEFT, 0, JSON)                                                            \
	C("timer_ms", "", LEFT, 0, JSON)

int netstat_groups(const struct view *v)
{
	CHOICES(GROUP_COLUMNS);
	struct column columns[COLUMNS];
	struct table t = netstat_table(v, choices, COUNT(choices), texts, columns);
	int status = STATUS_FINE;

	if (v->show & ROWS && !(v->show & JSON)) {
		packed_fmt(os_out(), PACKED("IPv6/IPv4 Group Memberships\n"));
		table_heading(&t, os_out());
		fmt_str(os_out(), "--------------- ------ ---------------------\n");
	}
	if (v->show & IPV4)
		status = list(v, &t, ADDR_IPV4);
	if (v->show & IPV6 && !os_interrupted())
		status |= list(v, &t, ADDR_IPV6);
	return status;
}
