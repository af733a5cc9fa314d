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

	while (s.ok && s.at < s.end) {
		uint64_t from = scan_dec_max(&s, UINT16_MAX), to = from;

		if (scan_take(&s, "-"))
			to = scan_dec_max(&s, UINT16_MAX);
		if (!s.ok || from > to || !from)
			return false;
		for (; from <= to; from++)
			watch.ports[from / 8] |= (uint8_t)(1u << from % 8);
		if (s.at < s.end)
			scan_char(&s, ',');
	}
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
	if (a->n_words > (watch.set & (WATCH | LOG | SYSLOG) ? 1 : 0))
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

static int look(struct verdict *v, struct history *h, struct counters *now)
{
	int status = tally_read(&tally, &watch);

	status |= counters_read(now);
	verdict_of(v, &tally, h, now, &watch);
	if (status != STATUS_FINE && v->level == CALM)
		v->level = UNKNOWN;
	return status;
}

static enum level samples(uint64_t delay)
{
	static struct history history;
	struct counters now;
	struct verdict v;
	bool again = watch.set & WATCH;

	/* The first one tells how old entries are; counters alone are read between the two. */
	look(&v, &history, &now);
	os_pause(os_now(), delay / 2);
	if (!os_interrupted() && counters_read(&now) == STATUS_FINE)
		verdict_between(&history, &now);
	os_pause(os_now(), delay / 2);
	while (!os_interrupted()) {
		look(&v, &history, &now);
		peers_note(&watch, &tally, (unsigned)watch.top);
		if (ENABLE_SYNWATCH_BLOCK)
			block_decide(&watch, &tally, &v, &decisions);
		if (watch.set & PROMETHEUS)
			show_prometheus(&tally, &v, &now);
		else
			show_sample(&watch, &tally, &v, &decisions);
		if (os_flush() < 0)
			return UNKNOWN;
		if (!again)
			break;
		os_pause(os_now(), delay);
	}
	return v.level;
}

static int run(const struct args *a)
{
	const char *pid = ENABLE_NETNS ? opt_last(a, NETNS) : NULL;
	uint64_t delay;
	int status = read_options(a, &delay);

	if (status == STATUS_FINE && pid)
		status = netns_enter(pid);
	if (ENABLE_SYNWATCH_BLOCK && status == STATUS_FINE)
		status = block_open(a);
	if (status == STATUS_FINE)
		status = exempt_load();
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
};
