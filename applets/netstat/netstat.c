/* netstat - the sockets of this machine: options, and which table. */
#include "netstat.h"

#include "core/scan.h"

#include <errno.h>
#include <string.h>

#define FAMILY_NAMES "inet, inet6" IF_NETSTAT_UNIX(", unix")

static const struct opt opts[] = {
	OPTION('r', false, "route", ROUTES, "", "the routing table"),
	OPTION('i', false, "interfaces", IFACES, "",
		"interfaces that are up; -a: all; -e: as in ifconfig"),
	OPTION('g', false, "groups", GROUPS, "", "multicast groups"),
	OPTION('s', false, "statistics", STATISTICS, "",
		"the protocols' counters; -a: also 0; -c: per second"),
	OPTION('M', false, "masquerade", MASQUERADE, "",
		"connections whose addresses are translated"),
	OPTION('t', false, "tcp", TCP, "", "TCP sockets"),
	OPTION('u', false, "udp", UDP, "", "UDP sockets"),
	OPTION('U', false, "udplite", UDPLITE, "", "UDP-Lite sockets"),
	OPTION('S', false, "sctp", SCTP, "", "SCTP endpoints and associations"),
	OPTION('w', false, "raw", RAW, "", "raw sockets"),
	OPTION('x', false, "unix", UNIX, "", "unix sockets; no kind named: all kinds"),
	OPTION('4', false, "inet", IPV4, "", "only IPv4"),
	OPTION(0, false, "ip", IPV4, "", ""),
	OPTION(0, false, "tcpip", IPV4, "", ""),
	OPTION('6', false, "inet6", IPV6, "", "only IPv6"),
	OPTION('A', false, "protocol", FAMILY, "FAMILY", FAMILY_NAMES ", or several with commas"),
	OPTION('a', false, "all", ALL, "", "listening and connected sockets"),
	OPTION('l', false, "listening", LISTENING, "",
		"only listening sockets; else only connected"),
	OPTION('n', false, "numeric", NUMERIC, "", "numbers, no names"),
	OPTION(0, false, "numeric-hosts", NUMERIC_HOSTS, "", "no names for addresses"),
	OPTION(0, false, "numeric-ports", NUMERIC_PORTS, "", "no names for ports"),
	OPTION(0, false, "numeric-users", NUMERIC_USERS, "", "no names for users"),
	OPTION('p', false, "programs", PROGRAMS, "",
		"PID and name of the process; +N: N others share it"),
	OPTION('e', false, "extend", EXTEND, "", "user and inode; more of -i, -M; -ee: of -r"),
	OPTION('o', false, "timers", TIMERS, "", "timer (seconds left/retransmits/probes)"),
	OPTION('W', false, "wide", WIDE, "", "program names whole"),
	OPTION('T', false, "notrim", WIDE, "", "the same"),
	OPTION('c', false, "continuous", CONTINUOUS, "", "again every second, until interrupted"),
	OPTION(0, true, "interval", INTERVAL, "SECS", "again every so often; 0.5 is fine"),
	OPTION(0, true, "port", PORT, "LIST", "either end has such a port: 80,8000-8999,https"),
	OPTION(0, true, "local", LOCAL, "END", "the local end is ADDR[/LEN][:PORT]"),
	OPTION(0, true, "remote", REMOTE, "END", "the foreign end is ADDR[/LEN][:PORT]"),
	OPTION(0, true, "state", STATE, "LIST", "in one of these states; implies -a unless -l"),
	OPTION(0, true, "program", PROGRAM, "NAME", "a process of this name or PID holds it"),
	OPTION(0, true, "count", COUNT_BY, "[=FIELD]",
		"how many per state, remote, local, port, rport,\n"
		"                           program, proto, remote/LEN, local/LEN; most "
		"first"),
	OPTION(0, true, "top", TOP, "N", "only the first N counts"),
	OPTION('j', true, "json", JSON, "", "JSON: one array; with -c, one a line"),
	OPTION(0, true, "netns", NETNS, "PID", "the network namespace that a process lives in"),
	OPTION(0, true, "all-netns", ALL_NETNS, "",
		"each network namespace that processes live in"),
	OPTION('C', false, "cache", CACHE, "",
		"with -r: the cache of routes, gone since Linux 3.6"),
	OPTION('F', false, "fib", FIB, "", "with -r: the table; with -C both"),
	OPTION('N', false, "symbolic", SYMBOLIC, "", "names of hardware; has no effect"),
	OPTION('v', false, "verbose", VERBOSE, "", "say which tables this kernel lacks"),
	OPTION(0, true, "proc", OPT_PROC, "DIR", "read DIR in place of /proc: a saved copy"),
	OPTION('V', false, "version", OPT_VERSION, "", "the version"),
	OPTION('h', false, "help", OPT_HELP, "",
		"this" IF_NETSTAT_STATES("; --help states explains the states")),
};

/* The bit of a family's name, which ends at a comma or with the text; 0 for an unknown one. */
static uint64_t family_bit(const char *name, size_t len)
{
	static const struct {
		char name[6];
		uint8_t bit;
	} families[] = {
		{ "inet", IPV4 },
		{ "ip", IPV4 },
		{ "tcpip", IPV4 },
		{ "inet6", IPV6 },
		{ "unix", UNIX },
		{ "local", UNIX },
	};
	size_t i;

	for (i = 0; i < COUNT(families); i++)
		if (strlen(families[i].name) == len && memcmp(families[i].name, name, len) == 0)
			return families[i].bit;
	return 0;
}

/* Adds a list's bits to the set; gives NULL, or what is left from an unknown name on. */
static const char *add_families(uint64_t *set, const char *list)
{
	struct scan s = scan_string(list), name;

	do {
		uint64_t bit;

		name = scan_item(&s, ',');
		bit = family_bit(name.at, (size_t)(name.end - name.at));
		if (!bit)
			return name.at;
		*set |= bit;
	} while (s.at != name.end);
	return NULL;
}

/* No kind named: all, but a family named narrows them to the internet's. */
static uint64_t with_defaults(uint64_t set)
{
	if (!(set & (INET | UNIX | FAMILIES)))
		set |= INET | UNIX;
	if (!(set & INET) && set & FAMILIES)
		set |= INET;
	if (!(set & FAMILIES))
		set |= FAMILIES;
	if (set & NUMERIC)
		set |= NUMERIC_HOSTS | NUMERIC_PORTS | NUMERIC_USERS;
	/* A state says itself who listens. */
	if (set & STATE && !(set & LISTENING))
		set |= ALL;
	set |= ALWAYS;
	if (!(set & JSON))
		set |= TEXT;
	if (set & JSON && set & NETNSES)
		set |= ORIGIN;
	if (set & JSON && set & PROGRAMS)
		set |= JSON_PROGRAMS;
	if (!(set & COUNT_BY))
		set |= ROWS;
	if (set & (PROGRAMS | PROGRAM) || (set & COUNT_BY && netstat_count_programs()))
		set |= HOLDERS;
	/* Only what has ports and addresses can match; unix sockets have neither. */
	if (set & ENDS && set & INET)
		set &= ~(uint64_t)UNIX;
	if (set & ROUTES && set & SYMBOLIC)
		set |= NUMERIC_HOSTS;
	if (set & TABLES)
		set &= ~(uint64_t)(INET | UNIX | HOLDERS);
	return set;
}

/* The tables of one network namespace. */
static int tables(const struct view *v)
{
	int status = STATUS_FINE;

	if (v->show & ROUTES)
		status = netstat_routes(v);
	if (v->show & IFACES)
		status = netstat_ifaces(v);
	if (v->show & GROUPS)
		status = netstat_groups(v);
	if (v->show & STATISTICS)
		status = netstat_statistics(v);
	if (v->show & MASQUERADE)
		status = netstat_masquerade(v);
	if (v->show & INET)
		status |= netstat_inet(v);
	if (v->show & UNIX && !os_interrupted())
		status |= netstat_unix(v);
	/* A kernel may lack any table, but not the folder: then there is no /proc. */
	if (status == STATUS_FINE && !os_interrupted() && !netstat_netns_stays(v))
		status = STATUS_UNREAD;
	if (v->show & COUNT_BY)
		status |= netstat_count_show(v);
	return status;
}

/* Finds the names of the addresses that will be shown. What goes wrong is said when they are. */
static int name_hosts(const struct view *v, int netnses)
{
	struct view c = *v;

	c.show = (v->show | COLLECT) & ~(ROWS | UNIX | VERBOSE);
	os_mute(true);
	netstat_netns_each(&c, netnses, tables);
	os_mute(false);
	return os_hosts_resolve();
}

/* `pid` is that of --netns. */
static int show_once(struct view *v, uint32_t pid)
{
	const bool ports = !(v->show & NUMERIC_PORTS);
	const bool users = v->show & INET && v->show & EXTEND && !(v->show & NUMERIC_USERS);
	const unsigned names = (ports && v->show & (INET | MASQUERADE) ? 1u << ETC_SERVICES : 0) |
			       (ports && v->show & RAW ? 1u << ETC_PROTOCOLS : 0) |
			       (users ? 1u << ETC_PASSWD : 0);
	const bool hosts =
		ENABLE_HOSTS && v->show & NAMED && !(v->show & (NUMERIC_HOSTS | COUNT_BY));
	int status = STATUS_FINE;
	int netnses = v->show & NETNSES ? netstat_netns_find(v, pid, &status) : 0;

	if (netnses < 0)
		return STATUS_UNREAD;
	if (ENABLE_HOSTS)
		os_hosts_round();
	if (ENABLE_NETSTAT_NAMES)
		status |= os_names_load(names);
	if (v->show & HOLDERS)
		status |= netstat_load_programs(v);
	if (hosts)
		status |= name_hosts(v, netnses);
	status |= netstat_netns_each(v, netnses, tables);
	if (v->show & ALL_NETNS && !v->hidden_said)
		os_netns_complain_of_hidden();
	v->hidden_said = true;
	return status;
}

static int show(struct view *v, uint32_t pid)
{
	struct json json;
	int status;

	if (!(v->show & JSON))
		return show_once(v, pid);
	v->json = &json;
	json_begin(&json, os_out(), v->show & (CONTINUOUS | INTERVAL));
	status = show_once(v, pid);
	json_end(os_out());
	return status;
}

static int show_again(struct view *v, uint32_t pid, uint64_t interval)
{
	int status;

	do {
		/* Counts have no heading to tell one round from the next. */
		if (v->show & COUNT_BY && v->show & TEXT && v->again)
			fmt_char(os_out(), '\n');
		status = show(v, pid);
		v->again = true;
		/* There is no next round when nobody reads, or the namespace is gone. */
		if (os_flush() < 0 || (v->show & NETNS && !v->netns->pid))
			return status == STATUS_FINE ? STATUS_UNREAD : status;
		os_pause(os_now(), interval);
	} while (!os_interrupted());
	return STATUS_FINE;
}

/* The first option of these bits, as it is spelled in the message: it cannot stand here. */
static int misplaced(uint64_t bits, const char *reason)
{
	char word[32];
	struct fmt f = fmt_open(word, sizeof(word) - 1);
	const struct opt *o = opts;

	while (!o->number || !(opt_bit(o) & bits))
		o++;
	opt_fmt(&f, o);
	*f.at = 0;
	return os_complain_usage(word, NULL, reason);
}

/* All that an option's argument can be wrong about; *pid is that of --netns. */
static int read_arguments(struct view *v, const struct args *a, uint64_t *interval, uint64_t *pid)
{
	const char *value;
	struct scan s;
	unsigned i;

	for (i = 0; (value = opt_value(a, FAMILY, i)); i++) {
		value = add_families(&v->show, value);
		if (value)
			return os_complain_usage("-A", value, PACKED("not one of " FAMILY_NAMES));
	}
	value = opt_last(a, INTERVAL);
	if (value) {
		s = scan_string(value);
		*interval = scan_seconds(&s);
		if (!scan_done(&s) || !*interval)
			return os_complain_usage("--interval", value,
				PACKED("not a number of seconds above 0"));
	}
	value = ENABLE_NETNS ? opt_last(a, NETNS) : NULL;
	if (value) {
		if (!scan_number(value, INT32_MAX, pid) || !*pid)
			return os_complain_usage("--netns", value,
				PACKED("not a process's number"));
		if (v->show & ALL_NETNS)
			return os_complain_usage("--netns", value,
				PACKED("does not go with --all-netns"));
	}
	if (v->show & TABLES & ((v->show & TABLES) - 1))
		return misplaced(v->show & TABLES,
			PACKED("only one of -r, -i, -g, -s and -M at a time"));
	if (v->show & TABLES && v->show & (FILTERS | COUNT_BY))
		return misplaced(v->show & (FILTERS | COUNT_BY), PACKED("is for sockets alone"));
	if (a->n_words)
		return os_complain_usage("argument", a->words[0],
			PACKED("only options are expected"));
	if (ENABLE_NETSTAT_FILTERS && netstat_filter_open(a) != STATUS_FINE)
		return STATUS_USAGE;
	return ENABLE_NETSTAT_COUNT ? netstat_count_open(a) : STATUS_FINE;
}

static int run(const struct args *a)
{
	static struct os_netns netns; /* too large for a small stack */
	struct view v = { .show = a->set, .netns = &netns };
	uint64_t interval = 1000000000, pid = 0;
	int status = read_arguments(&v, a, &interval, &pid);

	if (status != STATUS_FINE)
		return status;
	if (a->twice & EXTEND)
		v.show |= TWICE_EXTEND;
	v.named = v.show & (INET | UNIX | FAMILIES);
	v.show = with_defaults(v.show);
	if (ENABLE_NETNS && a->set & OPT_PROC && !(v.show & NETNSES) && os_root_is_foreign())
		os_complain_of("--proc",
			PACKED("net/ there is our own; --netns 1 shows that of its processes"));
	os_catch_interrupt(v.show & (CONTINUOUS | INTERVAL));
	if (v.show & (CONTINUOUS | INTERVAL))
		return show_again(&v, (uint32_t)pid, interval);
	status = show(&v, (uint32_t)pid);
	if (os_interrupted()) {
		os_flush();
		os_die_of_interrupt();
	}
	if (status == STATUS_FINE && v.show & FILTERS && !netstat_filter_matched())
		status = STATUS_NO_MATCH;
	return status;
}

const struct applet netstat_applet = {
	.name = "netstat",
	.summary = HELP_TEXT(
		"The sockets of this machine: who listens, who is connected, in which state."),
	.opts = opts,
	.n_opts = COUNT(opts),
	.run = run,
	.topic = ENABLE_NETSTAT_STATES ? netstat_topic : NULL,
};
