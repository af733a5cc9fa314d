/* ifstat - what the interfaces carry, sample by sample: options, and the rhythm. */
#include "ifstat.h"

#include "applets/netns.h"
#include "core/scan.h"

#include <string.h>

static const struct opt opts[] = {
	OPTION('a', false, "all", ALL, "", "all, also lo and those that are down"),
	OPTION('l', false, "loopback", LOOPBACK, "", "also lo"),
	OPTION('z', false, "", ACTIVE, "", "not those that have carried nothing"),
	OPTION('i', false, "interfaces", ONLY, "LIST", "these, with commas; waits for absent ones"),
	OPTION(0, false, "physical", PHYSICAL, "", "only those with hardware"),
	OPTION('b', false, "", BITS, "", "kbit/s in place of KB/s"),
	OPTION('p', false, "packets", PACKETS, "", "packets/s, too"),
	OPTION('e', false, "errors", ERRORS, "", "errors and drops/s, too; ! marks them"),
	OPTION(0, false, "total", SINCE_BOOT, "", "totals since boot; without DELAY once"),
	OPTION('T', false, "", TOTAL, "", "the sum of all"),
	OPTION('t', false, "", TIME, "", "the time in front"),
	OPTION('n', false, "", NO_HEADINGS, "", "a heading only when columns change"),
	OPTION('w', false, "", FIXED, "", "columns of one width"),
	OPTION('W', false, "", WRAP, "", "wrap lines at the terminal's width"),
	OPTION('S', false, "", ONE_LINE, "", "stay on one line"),
	OPTION('q', false, "", QUIET, "", "no notes about absent ones"),
	OPTION('j', false, "json", JSON, "", "JSON, a line each time"),
	OPTION(0, false, "prometheus", PROMETHEUS, "", "all counters once, for Prometheus"),
	OPTION(0, false, "netns", NETNS, "PID", "the network namespace that a process lives in"),
	OPTION(0, false, "proc", OPT_PROC, "DIR", "read DIR in place of /proc: a saved copy"),
	OPTION('V', false, "version", OPT_VERSION, "", "the version"),
	OPTION('h', false, "help", OPT_HELP, "", "this"),
};

enum {
	MILLISECOND = 1000000, /* in nanoseconds */
	SECOND = 1000000000,
};

/* How often: until the first sample, between the others, and how many; 0: no end. */
struct rhythm {
	uint64_t first, delay, count;
};

/* DELAY[/DELAY] [COUNT] */
static int read_words(const struct args *a, struct rhythm *r)
{
	const unsigned most = a->set & PROMETHEUS ? 0 : 2;
	struct scan s;

	*r = (struct rhythm){ SECOND, SECOND, a->set & SINCE_BOOT && !a->n_words };
	if (a->n_words > 0) {
		s = scan_string(a->words[0]);
		r->first = r->delay = scan_seconds(&s);
		if (scan_take(&s, "/"))
			r->delay = scan_seconds(&s);
		if (!scan_done(&s) || r->first < MILLISECOND || r->delay < MILLISECOND)
			return os_complain_usage("delay", a->words[0],
				PACKED("not seconds, at least 0.001"));
	}
	if (a->n_words > 1 && (!scan_number(a->words[1], UINT64_MAX, &r->count) || !r->count))
		return os_complain_usage("count", a->words[1], PACKED("not a number above 0"));
	if (a->n_words > most)
		return os_complain_usage(a->words[most], NULL, PACKED("nothing is expected here"));
	return STATUS_FINE;
}

static bool any; /* one that is shown has been there */

/* Who is not there, and so is waited for, is named. */
static void note_who_is_there(bool quiet)
{
	const struct port *p;

	for (p = ports_next(NULL); p; p = ports_next(p)) {
		char name[IFACE_NAME + 1] = "";

		any |= !ports_is_gone(p);
		if (!ports_is_gone(p) || quiet)
			continue;
		memcpy(name, p->name, p->name_len);
		os_complain_of(name, PACKED("no such interface now"));
	}
}

static int watch(uint64_t set, const struct rhythm *r)
{
	struct text t = { 0 };
	uint64_t before = ports_time(), n;

	text_open(&t, set);
	if (!(set & JSON))
		text_heading(&t);
	for (n = 0;; n++) {
		uint64_t delay = n ? r->delay : r->first, ns;

		ports_settle(set & JSON ? PATIENCE : LONG_PATIENCE);
		if (os_flush() < 0)
			return STATUS_UNREAD;
		if (r->count && n == r->count)
			break;
		if (n || !(set & SINCE_BOOT)) {
			os_pause(ports_time(), delay);
			ports_look(set, delay / 4);
		}
		if (os_interrupted())
			break;
		note_who_is_there(true);
		ns = ports_time() - before;
		before += ns;
		if (set & JSON) {
			export_json(set, ns);
		} else {
			text_heading(&t);
			text_sample(&t, ns);
		}
	}
	text_end(&t);
	return STATUS_FINE;
}

static int run(const struct args *a)
{
	uint64_t set = a->set;
	struct rhythm r;
	const char *value;
	int status = read_words(a, &r);
	unsigned i;

	for (i = 0; status == STATUS_FINE && (value = opt_value(a, ONLY, i)); i++)
		if (!ports_ask_for(value))
			status = os_complain_usage("-i", value,
				PACKED("not names of interfaces with commas"));
	value = ENABLE_NETNS ? opt_last(a, NETNS) : NULL;
	if (status == STATUS_FINE && value)
		status = netns_enter(value);
	if (status != STATUS_FINE)
		return status;
	if (set & PROMETHEUS)
		set |= ALL;
	os_catch_interrupt(true);
	status = ports_look(set, 100 * MILLISECOND);
	/* What was found until then may be cut. */
	if (status != STATUS_FINE || os_interrupted())
		return status;
	if (set & PHYSICAL && !ports_by_netlink()) {
		os_complain_of("--physical", PACKED("only netlink tells what has hardware"));
		return STATUS_NO_MATCH;
	}
	if (!ports_next(NULL)) {
		os_complain_of("no interface to show", NULL);
		return STATUS_NO_MATCH;
	}
	note_who_is_there(set & QUIET);
	if (set & PROMETHEUS)
		export_prometheus();
	else
		status = watch(set, &r);
	return status == STATUS_FINE && set & (PROMETHEUS | SINCE_BOOT) && !any ? STATUS_NO_MATCH
										: status;
}

const struct applet ifstat_applet = {
	.name = "ifstat",
	.summary = HELP_TEXT("What the interfaces carry, every second."),
	.opts = opts,
	.n_opts = COUNT(opts),
	.words = PACKED("       ifstat [DELAY[/DELAY] [COUNT]]\n"),
	.run = run,
};
