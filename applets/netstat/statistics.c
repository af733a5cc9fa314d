/* statistics - -s: the protocols' counters. */
#include "statistics.h"

#include "core/mib.h"

#include "netstat.h"

#include <errno.h>
#include <string.h>

enum {
	FOLLOWED = 8192, /* counters whose change is shown, of all namespaces together */
};

struct followed {
	uint64_t key;
	uint64_t at; /* when the value was read; 0: never */
	uint64_t value;
};

struct listing {
	const struct view *v;
	struct table table;
	uint64_t now;	  /* 0: there are no rounds */
	uint64_t before;  /* when the round before began */
	uint64_t group;	  /* a hash of what the line just read counts, in its namespace */
	uint64_t heading; /* the same of the group that was shown last */
	struct mib_file mib;
	struct os_lines in;
};

/* As FNV-1a does it. */
static uint64_t hash(uint64_t h, const char *text, size_t len)
{
	while (len--)
		h = (h ^ (uint8_t)*text++) * 16777619;
	return h;
}

/* The protocols have letters of their own; TCP (MPTCP, too) and SCTP count both families. */
static bool is_wanted(const struct view *v, const char *group, size_t len)
{
	uint64_t bits = 0, families = group[len - 1] == '6' ? IPV6 : IPV4;

	if (*group == 'I')
		bits = RAW;
	if (*group == 'U')
		bits = len < sizeof("UdpLite") - 1 ? UDP : UDP | UDPLITE;
	if (*group == 'T' || *group == 'M')
		bits = TCP;
	if (*group == 'S')
		bits = SCTP;
	if (bits & (TCP | SCTP))
		families = FAMILIES;
	if (v->named & INET || (v->named & UNIX && !(v->named & FAMILIES)))
		return v->show & families && v->named & bits;
	return v->show & families;
}

/*
 * What was known of a counter. They mostly come in the same order again, so the search begins
 * behind the last one. One that is gone since before the last round gives its place to a new one.
 * Of those that are too many nothing is known.
 */
static struct followed *find(const struct listing *l, uint64_t key)
{
	static struct followed all[FOLLOWED + 1];
	static unsigned used, next;
	struct followed *f, *gone = NULL;
	unsigned n;

	for (n = 0; n < used; n++) {
		if (next >= used)
			next = 0;
		f = &all[next++];
		if (f->key == key && f->at != l->now)
			return f;
		if (f->at < l->before)
			gone = f;
	}
	f = gone ? gone : &all[used];
	f->key = key;
	if (gone)
		f->at = 0;
	else if (used < FOLLOWED)
		next = ++used;
	else if (!f->at)
		os_complain_of("--interval", PACKED("too many counters to follow"));
	else
		f->at = 0;
	return f;
}

/* A cell with a counter's value, or with its change per second in `elapsed` ns; 0: not known. */
static void number(struct table *t, const struct mib *c, bool rate, uint64_t before,
	uint64_t elapsed)
{
	char text[FMT_U64 + 3];
	struct fmt f = fmt_open(text, sizeof(text));

	if (c->known && !rate)
		mib_fmt(&f, c);
	if (c->known && elapsed && rate)
		mib_fmt_rate(&f, before, c->n, elapsed);
	if (f.at > text)
		table_digits(t, text, (size_t)(f.at - text));
	else
		table_none(t, "-");
}

/* Smaller than as a part of its caller. */
static __attribute__((noinline)) void row(struct listing *l, const struct mib *c)
{
	const struct view *v = l->v;
	struct table *t = &l->table;
	const char *words = statistics_words(c->name, c->name_len);
	bool gauge = *words == '=';
	uint64_t before = 0, elapsed = 0;
	struct fmt *out;

	words += gauge;
	if (l->now) {
		struct followed *f = find(l, hash(l->group, c->name, c->name_len));

		if (f->at) {
			before = f->value;
			elapsed = l->now - f->at;
		}
		f->value = c->n;
		f->at = l->now;
	}
	if (c->n == before && c->known && !(v->show & ALL))
		return;
	out = os_out();
	if (!v->json) {
		if (l->heading != l->group) {
			fmt_text(out, l->mib.group, l->mib.group_len, SIZE_MAX);
			fmt_str(out, ":\n");
		}
		l->heading = l->group;
		fmt_str(out, "    ");
	}
	table_row(t, out);
	if (v->json) {
		table_str(t, "statistics");
		table_text(t, l->mib.group, l->mib.group_len);
	}
	table_text(t, c->name, c->name_len);
	number(t, c, v->again && !gauge && !v->json, before, elapsed);
	if (!v->json) {
		if (!*words) {
			table_break(t);
			return;
		}
		fmt_char(out, ' ');
	}
	table_str(t, words);
	if (v->json && l->now)
		number(t, c, true, before, gauge ? 0 : elapsed);
	netstat_origin(v, t);
}

static void complain_of_group(const struct listing *l)
{
	char text[OS_PATH + 128];
	struct fmt f = fmt_open(text, sizeof(text) - 1);

	fmt_str(&f, l->in.path);
	fmt_str(&f, ": ");
	fmt_text(&f, l->mib.group, l->mib.group_len, 64);
	*f.at = 0;
	os_complain_of(text, PACKED("names and values do not match"));
}

/* One file, from its first line to behind its last; gives an exit status. */
static int lines(struct listing *l)
{
	const struct os_netns *n = l->v->netns;
	int status = STATUS_FINE, r;
	struct mib c;

	do {
		enum mib_says says;

		r = os_lines_next(&l->in);
		if (r <= 0)
			l->in.len = 0;
		says = mib_read(&l->mib, l->in.line, l->in.len, l->in.whole);
		if (says == MIB_BROKEN) {
			complain_of_group(l);
			status = STATUS_UNREAD;
			/* It may begin the next group; otherwise it was among what is refused. */
			says = mib_read(&l->mib, l->in.line, l->in.len, l->in.whole);
		} else if (says == MIB_BAD || (says == MIB_COUNTERS && !l->in.whole)) {
			/* The last number may have lost digits. */
			os_lines_bad(&l->in);
		}
		if (says != MIB_COUNTERS || !is_wanted(l->v, l->mib.group, l->mib.group_len))
			continue;
		/* The inode of a namespace that is gone is soon another's. */
		l->group = hash(n->inode ^ (uint64_t)n->pid << 32, l->mib.group, l->mib.group_len);
		while (mib_next(&l->mib, &c))
			row(l, &c);
	} while (r > 0);
	return os_lines_close(&l->in, r) == STATUS_FINE ? status : STATUS_UNREAD;
}

static int list(struct listing *l)
{
	static const struct {
		char name[16];
		uint8_t bits; /* what it tells of */
	} files[] = {
		{ "net/snmp", TCP | UDP | UDPLITE | RAW | IPV4 },
		{ "net/netstat", TCP | RAW | IPV4 },
		{ "net/snmp6", UDP | UDPLITE | RAW | IPV6 },
		{ "net/sctp/snmp", SCTP },
	};
	const struct view *v = l->v;
	uint64_t named = v->named; /* and not yet told of */
	int status = STATUS_FINE;
	size_t i;

	for (i = 0; i < COUNT(files) && !os_interrupted(); i++) {
		int r = os_lines_open(&l->in, files[i].name);
		bool asked = named & files[i].bits &&
			     (!(v->named & FAMILIES) || v->named & files[i].bits & FAMILIES);

		named &= ~files[i].bits;
		/* A namespace may go while it is listed. */
		if (r == -ENOENT && v->show & NETNSES && !os_netns_is_there())
			break;
		if (r >= 0 ? lines(l) != STATUS_FINE : r != -ENOENT || asked)
			status = STATUS_UNREAD;
		if (r < 0 && (r != -ENOENT || asked || v->show & VERBOSE))
			os_complain_file(files[i].name, -r);
	}
	if (named & UNIX) {
		status = os_complain_of("-x", PACKED("nothing is counted"));
	}
	return status;
}

#define STATISTICS_COLUMNS(C)                                                                      \
	C("kind", "", LEFT, 0, JSON)                                                               \
	C("group", "", LEFT, 0, JSON)                                                              \
	C("name", "", LEFT, 26, ALWAYS)                                                            \
	C("value", "", RIGHT, 12, ALWAYS)                                                          \
	C("description", "", LEFT, 0, ALWAYS)                                                      \
	C("per_second", "", LEFT, 0, JSON)

int netstat_statistics(const struct view *v)
{
	CHOICES(STATISTICS_COLUMNS);
	static struct column columns[COLUMNS];
	static struct listing l; /* too large for a small stack */

	l.v = v;
	l.before = l.now;
	l.now = v->show & (CONTINUOUS | INTERVAL) ? os_now() : 0;
	l.table = netstat_table(v, choices, COUNT(choices) - !l.now, texts, columns);
	l.heading = 0;
	if (v->again && !v->json)
		packed_fmt(os_out(), PACKED("\nChange per second:\n"));
	return list(&l);
}
