/* netstat - the sockets of this machine: options, and which table. */
#include "netstat.h"

#include "core/scan.h"

#include <errno.h>
#include <string.h>

#define FAMILY_NAMES "inet, inet6" IF_NETSTAT_UNIX(", unix")

static const struct opt opts[] = {
	{ 't', "tcp", TCP, NULL, HELP_TEXT("TCP sockets") },
	{ 'u', "udp", UDP, NULL, HELP_TEXT("UDP sockets") },
	{ 'U', "udplite", UDPLITE, NULL, HELP_TEXT("UDP-Lite sockets") },
	{ 'S', "sctp", SCTP, NULL, HELP_TEXT("SCTP endpoints and associations") },
	{ 'w', "raw", RAW, NULL, HELP_TEXT("raw sockets") },
	{ 'x', "unix", UNIX, NULL, HELP_TEXT("unix sockets; no kind named: all kinds") },
	{ '4', "inet", IPV4, NULL, HELP_TEXT("only IPv4") },
	{ 0, "ip", IPV4, NULL, NULL },
	{ 0, "tcpip", IPV4, NULL, NULL },
	{ '6', "inet6", IPV6, NULL, HELP_TEXT("only IPv6") },
	{ 'A', "protocol", FAMILY, "FAMILY", HELP_TEXT(FAMILY_NAMES ", or several with commas") },
	{ 'a', "all", ALL, NULL, HELP_TEXT("listening and connected sockets") },
	{ 'l', "listening", LISTENING, NULL,
		HELP_TEXT("only listening sockets; else only connected") },
	{ 'n', "numeric", NUMERIC, NULL, HELP_TEXT("numbers, no names") },
	{ 0, "numeric-hosts", NUMERIC_HOSTS, NULL, HELP_TEXT("no names for addresses") },
	{ 0, "numeric-ports", NUMERIC_PORTS, NULL, HELP_TEXT("no names for ports") },
	{ 0, "numeric-users", NUMERIC_USERS, NULL, HELP_TEXT("no names for users") },
	{ 'p', "programs", PROGRAMS, NULL,
		HELP_TEXT("PID and name of the process; +N: N others share it") },
	{ 'e', "extend", EXTEND, NULL, HELP_TEXT("user and inode") },
	{ 'o', "timers", TIMERS, NULL, HELP_TEXT("timer (seconds left/retransmits/probes)") },
	{ 'W', "wide", WIDE, NULL, HELP_TEXT("program names whole") },
	{ 'T', "notrim", WIDE, NULL, HELP_TEXT("the same") },
	{ 'c', "continuous", CONTINUOUS, NULL, HELP_TEXT("again every second, until interrupted") },
	{ 0, "interval", INTERVAL, "SECS", HELP_TEXT("again every so often; 0.5 is fine") },
	{ 'v', "verbose", VERBOSE, NULL, HELP_TEXT("say which tables this kernel lacks") },
	{ 0, "proc", OPT_PROC, "DIR", HELP_TEXT("read DIR in place of /proc: a saved copy") },
	{ 'V', "version", OPT_VERSION, NULL, HELP_TEXT("the version") },
	{ 'h', "help", OPT_HELP, NULL,
		ENABLE_NETSTAT_STATES ? HELP_TEXT("this; --help states explains the states")
				      : HELP_TEXT("this") },
};

static int bad_value(const char *option, const char *value, const char *reason)
{
	os_complain_usage(option, value, reason);
	return STATUS_USAGE;
}

/* The bit of a family's name, which ends at a comma or with the text; 0 for an unknown one. */
static uint64_t family_bit(const char *name, size_t len)
{
	static const struct {
		char name[6];
		uint64_t bit;
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
	for (;;) {
		size_t len = strcspn(list, ",");
		uint64_t bit = family_bit(list, len);

		if (!bit)
			return list;
		*set |= bit;
		if (!list[len])
			return NULL;
		list += len + 1;
	}
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
	return set;
}

static int show(struct view *v)
{
	const bool ports = !(v->show & NUMERIC_PORTS);
	const bool users = v->show & INET && v->show & EXTEND && !(v->show & NUMERIC_USERS);
	int status = STATUS_FINE;

	if (ENABLE_NETSTAT_NAMES && os_names_load(ports && v->show & INET, ports && v->show & RAW,
					    users) != STATUS_FINE)
		status = STATUS_UNREAD;
	if (v->show & PROGRAMS && netstat_load_programs(v) != STATUS_FINE)
		status = STATUS_UNREAD;
	if (v->show & INET && netstat_inet(v) != STATUS_FINE)
		status = STATUS_UNREAD;
	if (v->show & UNIX && netstat_unix(v) != STATUS_FINE)
		status = STATUS_UNREAD;
	/* A kernel may lack any table, but not the folder: then there is no /proc. */
	if (status == STATUS_FINE && !os_interrupted() && !os_exists("net")) {
		os_complain_file("net", ENOENT);
		status = STATUS_UNREAD;
	}
	return status;
}

static int run(const struct args *a)
{
	struct view v = { .show = a->set };
	uint64_t interval = 1000000000;
	const char *value;
	unsigned i;

	for (i = 0; (value = opt_value(a, FAMILY, i)); i++) {
		value = add_families(&v.show, value);
		if (value)
			return bad_value("-A", value, "not one of " FAMILY_NAMES);
	}
	value = opt_last(a, INTERVAL);
	if (value) {
		struct scan s = scan_open(value, strlen(value));

		interval = scan_seconds(&s);
		if (!scan_done(&s) || !interval)
			return bad_value("--interval", value, "not a number of seconds above 0");
	}
	if (a->n_words)
		return bad_value("argument", a->words[0], "only options are expected");
	v.named = v.show & (INET | UNIX | FAMILIES);
	v.show = with_defaults(v.show);
	if (!(a->set & (CONTINUOUS | INTERVAL)))
		return show(&v);
	os_catch_interrupt();
	do {
		show(&v);
		if (os_flush() < 0)
			return STATUS_UNREAD;
		os_pause(interval);
	} while (!os_interrupted());
	return STATUS_FINE;
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
