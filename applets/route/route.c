/* route - the routing table: options, and showing it. */
#include "route.h"

#include "applets/netns.h"

#include <string.h>

static const struct opt opts[] = {
	OPTION('n', false, "numeric", NUMERIC, "", "numbers, no names"),
	OPTION('e', false, "extend", EXTEND, "", "netstat -r's columns; -ee: those of both"),
	OPTION('v', false, "verbose", VERBOSE, "",
		"after a change, show the route as the kernel has it"),
	OPTION('4', false, "inet", IPV4, "", "IPv4, which is the default"),
	OPTION('6', false, "inet6", IPV6, "", "IPv6"),
	OPTION('A', false, "protocol", FAMILY, "FAMILY", "inet, inet6, or both with a comma"),
	OPTION(0, false, "table", TABLE, "TABLE", "another table, by name or number; all"),
	OPTION('j', false, "json", JSON, "", "JSON, with all that the kernel tells"),
	OPTION(0, false, "netns", NETNS, "PID", "the network namespace that a process lives in"),
	OPTION('C', false, "cache", CACHE, "", "the cache of routes, gone since Linux 3.6"),
	OPTION('F', false, "fib", FIB, "", "the table; with -C both"),
	OPTION('N', false, "symbolic", SYMBOLIC, "", "the same as -n"),
	OPTION(0, false, "proc", OPT_PROC, "DIR", "read DIR in place of /proc: a saved copy"),
	OPTION('V', false, "version", OPT_VERSION, "", "the version"),
	OPTION('h', false, "help", OPT_HELP, "", "this"),
};

int route_usage(const char *word, const char *value, const char *reason)
{
	return os_complain_usage(word, value, reason);
}

/* Adds the families that a list names; false for one that is none. */
static bool add_families(uint64_t *set, const char *list)
{
	struct scan s = scan_string(list), name;

	do {
		size_t len;

		name = scan_item(&s, ',');
		len = (size_t)(name.end - name.at);
		if (len == 4 && memcmp(name.at, "inet", 4) == 0)
			*set |= IPV4;
		else if (len == 5 && memcmp(name.at, "inet6", 5) == 0)
			*set |= IPV6;
		else
			return false;
	} while (s.at != name.end);
	return true;
}

static int show(const struct args *a, uint64_t set)
{
	struct json json;
	struct routes r = {
		.ipv4 = set & IPV4 || !(set & IPV6),
		.ipv6 = set & IPV6,
		.names = !(set & (NUMERIC | SYMBOLIC)),
		.cache = set & CACHE,
		.fib = set & FIB,
		.extended = a->twice & EXTEND ? 2
			    : set & EXTEND    ? 1
					      : 0,
		.flags = "flags",
	};
	const char *value = TABLE ? opt_last(a, TABLE) : NULL;
	int status = STATUS_FINE;

	r.other = value;
	if (value && strcmp(value, "all") != 0 && !os_table_id(value, &r.table))
		return route_usage("--table", value, PACKED("no name and no number of a table"));
	if (value && !os_root_is_live())
		return route_usage("--table", value,
			PACKED("only for this machine, not for a saved one"));
	value = ENABLE_NETNS ? opt_last(a, NETNS) : NULL;
	if (value) {
		status = netns_enter(value);
		if (status != STATUS_FINE)
			return status;
		if (set & TABLE)
			return route_usage("--table", NULL, PACKED("does not go with --netns"));
	}
	if (ENABLE_HOSTS && r.names) {
		r.collect = true;
		os_hosts_round();
		os_mute(true);
		routes_show(&r);
		os_mute(false);
		r.collect = false;
		status = os_hosts_resolve();
	}
	if (set & JSON) {
		r.json = &json;
		json_begin(&json, os_out(), false);
	}
	if (routes_show(&r) != STATUS_FINE)
		status = STATUS_UNREAD;
	if (set & JSON)
		json_end(os_out());
	return status;
}

static int run(const struct args *a)
{
	uint64_t set = a->set;
	const char *list;
	unsigned i;

	for (i = 0; (list = opt_value(a, FAMILY, i)); i++)
		if (!add_families(&set, list))
			return route_usage("-A", list, PACKED("neither inet nor inet6"));
	if (ENABLE_ROUTE_CHANGE && a->n_words)
		return route_change(a, set);
	if (a->n_words)
		return route_usage(a->words[0], NULL, PACKED("only options are expected"));
	return show(a, set);
}

const struct applet route_applet = {
	.name = "route",
	.summary = HELP_TEXT("The routing table: where packets go; and changing it."),
	.opts = opts,
	.n_opts = COUNT(opts),
	.dashed = ENABLE_ROUTE_CHANGE ? "-net\0-host\0" : NULL,
	.words = ENABLE_ROUTE_CHANGE ? PACKED("       route add|del|replace [-net|-host] "
					      "TARGET[/LEN] [netmask MASK]\n"
					      "             [gw GATEWAY] [metric N] [mss N] "
					      "[window N] [irtt N]\n"
					      "             [reject|blackhole] [[dev] IFACE]\n")
				     : NULL,
	.run = run,
};
