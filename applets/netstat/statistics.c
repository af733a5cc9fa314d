/* statistics - -s: the protocols' counters. */
#include "statistics.h"

#include "core/mib.h"

#include "netstat.h"

#include <errno.h>
#include <string.h>

enum {
	FOLLOWED = 4096, /* counters whose change is shown, of all namespaces together */
	HEADING = 32,	 /* bytes of a group's name that are kept to tell it from the next one */
};

struct followed {
	uint64_t key;
	uint64_t at; /* when the value was read; 0: never */
	struct mib_value value;
};

struct listing {
	const struct view *v;
	struct table table;
	uint64_t now; /* 0: there are no rounds */
	size_t heading_len;
	char heading[HEADING];
	struct mib_file mib;
	struct os_lines in;
};

/* The protocol that a group counts, and the families. */
static bool is_wanted(const struct view *v, const char *group, size_t len)
{
	static const struct {
		char name[8];
		uint64_t bit;
	} kinds[] = {
		{ "Ip", RAW },
		{ "Icmp", RAW },
		{ "Tcp", TCP },
		{ "MPTcp", TCP },
		{ "UdpLite", UDP | UDPLITE },
		{ "Udp", UDP },
		{ "Sctp", SCTP },
	};
	uint64_t families = group[len - 1] == '6' ? IPV6 : IPV4, bits = 0;
	size_t i;

	for (i = 0; i < COUNT(kinds) && !bits; i++) {
		size_t n = strlen(kinds[i].name);

		if (n <= len && memcmp(group, kinds[i].name, n) == 0)
			bits = kinds[i].bit;
	}
	/* These count both. */
	if (bits & (TCP | SCTP))
		families = FAMILIES;
	return v->show & families && (!(v->named & INET) || v->named & bits);
}

/* A hash of what a counter is called, in its namespace (FNV-1a). */
static uint64_t key_of(const struct view *v, const struct mib *c)
{
	uint64_t key = v->netns->inode ? v->netns->inode : v->netns->pid;
	size_t i;

	for (i = 0; i < c->group_len; i++)
		key = (key ^ (uint8_t)c->group[i]) * UINT64_C(0x100000001b3);
	for (i = 0; i < c->name_len; i++)
		key = (key ^ (uint8_t)c->name[i]) * UINT64_C(0x100000001b3);
	return key;
}

/*
 * What was known of a counter; NULL: there are too many. They mostly come in the same order again,
 * so the search begins behind the last one.
 */
static struct followed *find(uint64_t key, uint64_t now)
{
	static struct followed all[FOLLOWED];
	static size_t used, next;
	static bool said;
	size_t n;

	for (n = 0; n < used; n++) {
		struct followed *f;

		if (next >= used)
			next = 0;
		f = &all[next++];
		if (f->key == key && f->at != now)
			return f;
	}
	if (used == FOLLOWED) {
		if (!said)
			os_complain_of("--interval", "too many counters to follow");
		said = true;
		return NULL;
	}
	all[used].key = key;
	return &all[used++];
}

static void heading(struct listing *l, const struct mib *c)
{
	size_t len = c->group_len;
	struct fmt *out;

	if (len == l->heading_len && memcmp(l->heading, c->group, len) == 0)
		return;
	l->heading_len = len <= HEADING ? len : 0;
	memcpy(l->heading, c->group, l->heading_len);
	out = os_out();
	fmt_text(out, c->group, len, SIZE_MAX);
	fmt_str(out, ":\n");
}

/* A cell of digits; none: not known. */
static void number(struct table *t, const struct fmt *f, const char *digits)
{
	if (f->at > digits)
		table_digits(t, digits, (size_t)(f->at - digits));
	else
		table_none(t, "-");
}

static void row(struct listing *l, const struct mib *c)
{
	const struct view *v = l->v;
	struct table *t = &l->table;
	char value[FMT_U64 + 1], rate[FMT_U64 + 3];
	struct fmt value_text = fmt_open(value, sizeof(value));
	struct fmt rate_text = fmt_open(rate, sizeof(rate));
	bool gauge, changed = c->value.n;
	const char *words = statistics_words(c->name, c->name_len, &gauge);
	struct followed *f = l->now ? find(key_of(v, c), l->now) : NULL;

	mib_fmt(&value_text, &c->value);
	if (f) {
		if (f->at && v->again) {
			changed = f->value.n != c->value.n;
			if (!gauge)
				mib_fmt_rate(&rate_text, &f->value, &c->value, l->now - f->at);
		}
		f->value = c->value;
		f->at = l->now;
	}
	if (!changed && !(v->show & ALL))
		return;
	if (v->show & TEXT) {
		heading(l, c);
		fmt_str(os_out(), "    ");
	}
	table_row(t, os_out());
	if (v->show & JSON) {
		table_str(t, "statistics");
		table_text(t, c->group, c->group_len);
	}
	table_text(t, c->name, c->name_len);
	if (v->show & TEXT && v->again && !gauge)
		number(t, &rate_text, rate);
	else
		number(t, &value_text, value);
	if (v->show & TEXT) {
		if (*words) {
			fmt_char(t->out, ' ');
			table_str(t, words);
		} else {
			table_break(t);
		}
		return;
	}
	table_str(t, words);
	if (l->now)
		number(t, &rate_text, rate);
	netstat_origin(v, t);
}

static void complain_of_group(const struct listing *l)
{
	char text[128];
	struct fmt f = fmt_open(text, sizeof(text) - 1);

	fmt_text(&f, l->mib.group, l->mib.group_len, 64);
	fmt_str(&f, ": names and values do not match");
	*f.at = 0;
	os_complain_of(l->in.path, text);
}

/* Gives an exit status. */
static int lines(struct listing *l)
{
	int status = STATUS_FINE, r;
	struct mib c;

	do {
		enum mib_says says;
		bool broken = false;

		r = os_lines_next(&l->in);
		if (r <= 0)
			l->in.len = 0;
		while ((says = mib_read(&l->mib, l->in.line, l->in.len, l->in.whole)) ==
			MIB_BROKEN) {
			complain_of_group(l);
			status = STATUS_UNREAD;
			broken = true;
		}
		if (says == MIB_COUNTERS && is_wanted(l->v, l->mib.group, l->mib.group_len))
			while (mib_next(&l->mib, &c))
				row(l, &c);
		/* The last number may have lost digits. */
		if ((says == MIB_BAD && !broken) || (says == MIB_COUNTERS && !l->in.whole))
			os_lines_bad(&l->in);
	} while (r > 0 && !os_interrupted());
	return os_lines_close(&l->in, r) == STATUS_FINE ? status : STATUS_UNREAD;
}

/* The files, what they tell of, and those that are there in *seen. */
static int list(struct listing *l, uint64_t *seen)
{
	static const struct {
		char name[16];
		uint64_t bits;
	} files[] = {
		{ "net/snmp", TCP | UDP | UDPLITE | RAW | IPV4 },
		{ "net/netstat", TCP | RAW | IPV4 },
		{ "net/snmp6", UDP | UDPLITE | RAW | IPV6 },
		{ "net/sctp/snmp", SCTP },
	};
	const struct view *v = l->v;
	int status = STATUS_FINE;
	size_t i;

	for (i = 0; i < COUNT(files) && !os_interrupted(); i++) {
		int r = os_lines_open(&l->in, files[i].name);

		if (r != -ENOENT)
			*seen |= files[i].bits;
		if (r >= 0 ? lines(l) != STATUS_FINE : r != -ENOENT)
			status = STATUS_UNREAD;
		if (r < 0 && (r != -ENOENT || v->show & VERBOSE))
			os_complain_file(files[i].name, -r);
	}
	return status;
}

int netstat_statistics(const struct view *v)
{
	static const struct choice choices[] = {
		{ { "kind", NULL, LEFT, 0 }, JSON },
		{ { "group", NULL, LEFT, 0 }, JSON },
		{ { "name", NULL, LEFT, 26 }, ALWAYS },
		{ { "value", NULL, RIGHT, 12 }, ALWAYS },
		{ { "description", NULL, LEFT, 0 }, ALWAYS },
		{ { "per_second", NULL, LEFT, 0 }, JSON },
	};
	static struct listing l; /* too large for a small stack */
	struct column columns[COLUMNS];
	uint64_t seen = 0;
	int status;

	l.v = v;
	l.now = v->show & (CONTINUOUS | INTERVAL) ? os_now() : 0;
	l.table = netstat_table(v, choices, COUNT(choices) - !l.now, columns);
	l.heading_len = 0;
	if (v->show & TEXT && v->again)
		fmt_str(os_out(), "\nChange per second:\n");
	status = list(&l, &seen);
	return status;
}
