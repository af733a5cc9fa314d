/* synwatch - SYN floods: whether there is one, against whom, from whom: options, and the rhythm. */
#include "synwatch.h"

#include "applets/netns.h"
#include "core/scan.h"

#include <string.h>

static const struct opt opts[] = {
	OPTION('n', false, "numeric", NUMERIC, "", "numbers, no names"),
	OPTION('4', false, "inet", IPV4, "", "only IPv4"),
	OPTION('6', false, "inet6", IPV6, "", "only IPv6"),
	OPTION(0, false, "port", ONLY_PORTS, "LIST", "only these listeners' ports: 80,8000-8080"),
	OPTION(0, false, "top", TOP, "N", "rows per table (10)"),
	OPTION(0, false, "prefix4", PREFIX4, "LEN", "bits of an IPv4 prefix (24)"),
	OPTION(0, false, "prefix6", PREFIX6, "LEN", "bits of an IPv6 prefix (64)"),
	OPTION('w', false, "watch", WATCH, "", "again every second, or SECS"),
	OPTION(0, false, "log", LOG, "", "watch, and say only what changes"),
	OPTION(0, false, "syslog", SYSLOG, "", "the same, to /dev/log"),
	OPTION(0, false, "conntrack", CONNTRACK, "", "also what is forwarded"),
	OPTION(0, false, "elevated", ELEVATED_AT, "N", "per cent of a backlog that are much (50)"),
	OPTION(0, false, "flood", FLOOD_AT, "N", "per cent of a backlog that are a flood (75)"),
	OPTION(0, false, "per-source", PER_SOURCE, "N", "half-open that make an offender (16)"),
	OPTION(0, false, "block", BLOCK, "[=HOW]", "block offenders: by nft or route"),
	OPTION(0, false, "yes", YES, "", "do it, rather than say it"),
	OPTION(0, false, "block-prefix", BLOCK_PREFIX, "", "also the prefix of a flood of one"),
	OPTION(0, false, "cookies", COOKIES, "", "where that cannot help, tcp_syncookies=1"),
	OPTION(0, false, "for", FOR, "TIME", "how long: 90, 90s, 10m, 2h (10m)"),
	OPTION(0, false, "max-blocks", MAX_BLOCKS, "N", "how many at once (64)"),
	OPTION(0, false, "allow", ALLOW, "LIST", "never these: prefixes with commas, or a file"),
	OPTION(0, false, "even-established", EVEN_ESTABLISHED, "", "also who is connected"),
	OPTION(0, false, "list", LIST, "", "who is blocked"),
	OPTION(0, false, "unblock", UNBLOCK, "WHO", "an address, a prefix, or all"),
	OPTION('j', false, "json", JSON, "", "JSON, a line each time"),
	OPTION(0, false, "prometheus", PROMETHEUS, "", "for Prometheus"),
	OPTION(0, false, "netns", NETNS, "PID", "the network namespace that a process lives in"),
	OPTION(0, false, "all-netns", ALL_NETNS, "", "every network namespace"),
	OPTION(0, false, "proc", OPT_PROC, "DIR", "read DIR in place of /proc: a saved copy"),
	OPTION('V', false, "version", OPT_VERSION, "", "the version"),
	OPTION('h', false, "help", OPT_HELP, "", "this"),
};

static struct watch watch; /* too large for a small stack, as is the next one */
static struct tally tally;
static struct decisions decisions;

/* ---- Options. */

static bool read_ports(const char *text)
{
	struct scan s = scan_string(text);

	do {
		uint64_t from = scan_dec_max(&s, UINT16_MAX), to = from;

		if (scan_take(&s, "-"))
			to = scan_dec_max(&s, UINT16_MAX);
		if (!s.ok || from > to || !from)
			return false;
		for (; from <= to; from++)
			watch.ports[from / 8] |= (uint8_t)(1u << from % 8);
	} while (scan_take(&s, ","));
	return scan_done(&s);
}

/* An option with a number. A status. */
static int read_number(const struct args *a, uint64_t bit, const char *word, uint64_t least,
	uint64_t most, uint64_t *n)
{
	const char *text = opt_last(a, bit);
	uint64_t given;

	if (!text)
		return STATUS_FINE;
	if (!scan_number(text, most, &given) || given < least)
		return os_complain_usage(word, text, PACKED("out of range"));
	*n = given;
	return STATUS_FINE;
}

static int read_options(const struct args *a, uint64_t *delay)
{
	uint64_t prefix4 = 24, prefix6 = 64;
	const char *ports;
	unsigned i;
	int status;
	struct scan s;

	watch.set = a->set;
	watch.top = 10;
	watch.elevated = 50;
	watch.flood = 75;
	watch.per_source = 16;
	status = read_number(a, TOP, "--top", 1, PEERS, &watch.top) |
		 read_number(a, PREFIX4, "--prefix4", 1, 32, &prefix4) |
		 read_number(a, PREFIX6, "--prefix6", 1, 128, &prefix6) |
		 read_number(a, ELEVATED_AT, "--elevated", 1, 100, &watch.elevated) |
		 read_number(a, FLOOD_AT, "--flood", 1, 100, &watch.flood) |
		 read_number(a, PER_SOURCE, "--per-source", 1, UINT32_MAX, &watch.per_source);
	if (status != STATUS_FINE)
		return status;
	watch.prefix4 = (uint8_t)prefix4;
	watch.prefix6 = (uint8_t)prefix6;
	for (i = 0; (ports = opt_value(a, ONLY_PORTS, i)); i++)
		if (!read_ports(ports))
			return os_complain_usage("--port", ports, PACKED("not ports with commas"));
	*delay = 1000ull * MILLISECOND;
	if (a->n_words > (watch.set & WATCHING ? 1 : 0))
		return os_complain_usage(a->words[a->n_words - 1], NULL,
			PACKED("nothing is expected here"));
	if (a->n_words) {
		s = scan_string(a->words[0]);
		*delay = scan_seconds(&s);
		if (!scan_done(&s) || *delay < MILLISECOND)
			return os_complain_usage("delay", a->words[0],
				PACKED("not seconds, at least 0.001"));
	}
	return STATUS_FINE;
}

/* ---- Samples. */

enum {
	NETNSES = 1024, /* network namespaces that are watched */
};

enum pass {
	FIRST,	 /* tells how old entries are, */
	BETWEEN, /* counters alone, */
	SHOWN,
};

/* A network namespace, or the only one. */
static struct place {
	uint64_t inode;
	struct history history;
} places[NETNSES];
static unsigned n_places;

/* One pass over one namespace. Gives its level. */
static enum level look(enum pass pass, struct history *h, const struct os_netns *netns)
{
	static bool complained; /* what is wrong each time is said once */
	struct counters now;
	struct verdict v;
	int status;

	os_mute(complained);
	status = pass == BETWEEN ? STATUS_FINE : tally_read(&tally, &watch);
	status |= counters_read(&now);
	os_mute(false);
	if (pass == BETWEEN) {
		if (status == STATUS_FINE)
			verdict_between(h, &now);
		return CALM;
	}
	complained = status != STATUS_FINE;
	verdict_of(&v, &tally, h, &now, &watch);
	if (status != STATUS_FINE && v.level == CALM) {
		v.level = UNKNOWN;
		v.reason = BECAUSE_UNREADABLE;
	}
	if (pass == FIRST)
		return v.level;
	peers_note(&watch, &tally, (unsigned)watch.top);
	if (ENABLE_SYNWATCH_BLOCK && !netns)
		block_decide(&watch, &tally, &v, &decisions);
	if (watch.set & (LOG | SYSLOG))
		log_changes(&watch, &tally, &v, &decisions, netns, &h->said);
	else if (watch.set & PROMETHEUS)
		show_prometheus(&tally, &v, &now);
	else
		show_sample(&watch, &tally, &v, &decisions, netns);
	return v.level;
}

static struct history *history_of(const struct os_netns *n)
{
	for (watch.place = 0; watch.place < n_places; watch.place++)
		if (places[watch.place].inode == n->inode)
			break;
	if (watch.place == NETNSES)
		return NULL;
	if (watch.place == n_places)
		places[n_places++].inode = n->inode;
	return &places[watch.place].history;
}

/* One pass over all of them. Gives the worst level. */
static enum level look_everywhere(enum pass pass)
{
	static struct os_netns netns; /* too large for a small stack */
	enum level worst = CALM, l;
	bool fits = true;
	int i, count;

	if (!ENABLE_NETNS || !(watch.set & ALL_NETNS))
		return look(pass, &places[0].history, NULL);
	count = os_netns_load(&fits);
	for (i = 0; i < count && !os_interrupted(); i++) {
		struct history *h;

		if (!os_netns_enter((unsigned)i, &netns))
			continue;
		h = history_of(&netns);
		fits &= h != NULL;
		l = h ? look(pass, h, &netns) : CALM;
		worst = l > worst ? l : worst;
	}
	if (!fits && pass == SHOWN)
		os_complain_of("--all-netns", PACKED("too many network namespaces"));
	return count > 0 ? worst : UNKNOWN;
}

static enum level samples(uint64_t delay)
{
	enum level level = UNKNOWN;
	unsigned rows = 0, columns;

	/* Two tables, and some lines more. */
	if (watch.set & WATCH && !(watch.set & TOP) && os_terminal(&rows, &columns) && rows)
		watch.top = rows < 24 ? 5 : rows > 14 + 2 * PEERS ? PEERS : (rows - 14) / 2;
	look_everywhere(FIRST);
	os_pause(os_now(), delay / 2);
	look_everywhere(BETWEEN);
	os_pause(os_now(), delay / 2);
	while (!os_interrupted()) {
		level = look_everywhere(SHOWN);
		if (os_flush() < 0)
			return UNKNOWN;
		if (!(watch.set & WATCHING))
			break;
		os_pause(os_now(), delay);
	}
	return level;
}

static int run(const struct args *a)
{
	const char *pid = ENABLE_NETNS ? opt_last(a, NETNS) : NULL;
	uint64_t delay;
	int status = read_options(a, &delay);

	if (status == STATUS_FINE && pid)
		status = netns_enter(pid);
	if (status == STATUS_FINE && a->set & PROMETHEUS && a->set & ALL_NETNS)
		status = os_complain_usage("--prometheus", NULL, PACKED("not with --all-netns"));
	if (status == STATUS_FINE && a->set & (BLOCK | COOKIES | LIST | UNBLOCK) &&
		a->set & (NETNS | ALL_NETNS | OPT_PROC))
		status = os_complain_usage("--block", NULL, PACKED("only where one is"));
	if (ENABLE_SYNWATCH_BLOCK && status == STATUS_FINE)
		status = block_open(a);
	if (status != STATUS_FINE)
		return UNKNOWN;
	if (a->set & LIST)
		return block_list(&watch);
	if (a->set & UNBLOCK)
		return block_lift(opt_last(a, UNBLOCK));
	os_catch_interrupt(true);
	return (int)samples(delay);
}

const struct applet synwatch_applet = {
	.name = "synwatch",
	.summary = HELP_TEXT("Whether a SYN flood is under way, from whom, and what helps."),
	.opts = opts,
	.n_opts = COUNT(opts),
	.words = PACKED("       synwatch -w [SECS]\n"),
	.run = run,
	.trouble = UNKNOWN,
};
