/* show - one sample: as text of 80 columns, as JSON, for Prometheus. */
#include "synwatch.h"

#include <string.h>

enum {
	ALWAYS = 1,
	WIDTH = 80, /* no line is wider */
	COUNTERS_A_LINE = 3,
};

static const struct column of_listeners[] = {
	COLUMN("listener", "Listener", LEFT, 28, ALWAYS),
	COLUMN("half_open", "Half", RIGHT, 5, ALWAYS),
	COLUMN("backlog", "Backlog", RIGHT, 7, ALWAYS),
	COLUMN("fill_percent", "Fill%", RIGHT, 5, ALWAYS),
	COLUMN("accept_queue", "Accept", RIGHT, 6, ALWAYS),
	COLUMN("sources", "From", RIGHT, 5, ALWAYS),
};

static const struct column of_sources[] = {
	COLUMN("source", "Source", LEFT, 39, ALWAYS),
	COLUMN("half_open", "Half", RIGHT, 5, ALWAYS),
	COLUMN("share_percent", "Of%", RIGHT, 3, ALWAYS),
	COLUMN("oldest_seconds", "Oldest", RIGHT, 6, ALWAYS),
	COLUMN("established", "Estab", RIGHT, 5, ALWAYS),
	COLUMN("seen_seconds", "Seen", RIGHT, 4, ALWAYS),
	COLUMN("ports", "Ports", LEFT, 0, ALWAYS),
};

static const struct column of_prefixes[] = {
	COLUMN("prefix", "Prefix", LEFT, 39, ALWAYS),
	COLUMN("half_open", "Half", RIGHT, 5, ALWAYS),
	COLUMN("share_percent", "Of%", RIGHT, 3, ALWAYS),
};

/* A table, and where it stands in JSON. */
static struct table begin(const struct watch *w, struct json *j, const char *name,
	const struct column *columns, unsigned count)
{
	struct fmt *f = os_out();
	struct table t;

	if (w->set & JSON) {
		fmt_str(f, ",\"");
		fmt_str(f, name);
		fmt_str(f, "\":");
		json_begin(j, f, true);
		return table_open(columns, count, j);
	}
	fmt_char(f, '\n');
	t = table_open(columns, count, NULL);
	table_heading(&t, f);
	return t;
}

static void end(const struct watch *w)
{
	if (w->set & JSON)
		fmt_char(os_out(), ']');
}

/* ---- Listeners. */

/* Those most in need, and of equal ones the one with the smaller port. */
static bool is_worse(const struct listener *a, const struct listener *b)
{
	uint32_t fill_a = listener_fill(a), fill_b = listener_fill(b);

	if (listener_hangs(a) != listener_hangs(b))
		return listener_hangs(a);
	if (fill_a != fill_b)
		return fill_a > fill_b;
	if (a->half != b->half)
		return a->half > b->half;
	return a->queue != b->queue ? a->queue > b->queue : a->port < b->port;
}

static const struct listener *next_worst(const struct tally *t, const struct listener *before)
{
	const struct listener *l, *next = NULL;

	for (l = t->listeners; l < t->listeners + t->n_listeners; l++)
		if ((!before || is_worse(before, l) || (!is_worse(l, before) && l > before)) &&
			(!next || is_worse(l, next)))
			next = l;
	return next;
}

static void show_listeners(const struct watch *w, const struct tally *t)
{
	const struct listener *l = NULL;
	struct table table;
	struct json j;
	uint64_t n;

	table = begin(w, &j, "listeners", of_listeners, COUNT(of_listeners));
	for (n = 0; n < w->top && (l = next_worst(t, l)); n++) {
		table_row(&table, os_out());
		fmt_listener(table_cell(&table), l);
		table_cell_end(&table);
		table_num(&table, l->half);
		table_known(&table, l->backlog, l->backlog);
		table_known(&table, l->backlog, listener_fill(l));
		table_known(&table, !l->behind, l->queue);
		table_num(&table, l->sources);
	}
	end(w);
}

/* ---- Sources. */

static unsigned share(uint32_t some, uint32_t all)
{
	return all ? (unsigned)(some * 100ull / all) : 0;
}

static void put_ports(struct table *t, const struct source *s)
{
	struct fmt *f = table_cell(t);
	unsigned i;

	for (i = 0; i < s->aims && i < AIMS; i++) {
		if (i)
			fmt_char(f, ',');
		fmt_dec(f, s->ports[i]);
	}
	if (s->aims > AIMS)
		fmt_char(f, '+');
	table_cell_end(t);
}

static void put_prefix(struct table *t, const struct addr_prefix *p)
{
	fmt_prefix(table_cell(t), p);
	table_cell_end(t);
}

static void show_sources(const struct watch *w, const struct tally *t)
{
	const struct topk_entry *e = t->source_entries;
	struct table table;
	struct json j;
	unsigned i;

	table = begin(w, &j, "sources", of_sources, COUNT(of_sources));
	for (i = 0; i < t->sources.len && i < w->top; i++, e++) {
		const struct addr_prefix p = tally_prefix(w, e, true);
		const struct source *s = tally_about(t, e);
		const struct peer *peer = peers_find(&p);

		table_row(&table, os_out());
		put_prefix(&table, &p);
		table_num(&table, e->count);
		table_num(&table, share(e->count, t->half));
		table_num(&table, s->oldest / SECOND);
		table_known(&table, peer && peer->counted, peer ? peer->established : 0);
		table_known(&table, peer, peer ? (t->now - peer->since) / SECOND : 0);
		put_ports(&table, s);
	}
	end(w);
	if (topk_bound(&t->sources) && !(w->set & JSON)) {
		packed_fmt(os_out(), PACKED("Many sources: each may have up to "));
		fmt_dec(os_out(), topk_bound(&t->sources));
		packed_fmt(os_out(), PACKED(" less, or be missing with so many.\n"));
	}
}

/* Only where they say more than addresses. */
static void show_prefixes(const struct watch *w, const struct tally *t)
{
	const struct topk_entry *e = t->prefix_entries;
	struct table table;
	struct json j;
	unsigned i;

	if (!(w->set & JSON) &&
		(!t->prefixes.len || e->count < 2 * t->source_entries->count || e->count < 16))
		return;
	table = begin(w, &j, "prefixes", of_prefixes, COUNT(of_prefixes));
	for (i = 0; i < t->prefixes.len && i < w->top; i++, e++) {
		const struct addr_prefix p = tally_prefix(w, e, false);

		table_row(&table, os_out());
		put_prefix(&table, &p);
		table_num(&table, e->count);
		table_num(&table, share(e->count, t->half));
	}
	end(w);
}

/* ---- Counters. */

static void show_rates(const struct watch *w, const struct counters *c)
{
	const bool json = w->set & JSON;
	struct fmt *f = os_out();
	const char *key = counter_keys;
	unsigned i;

	fmt_str(f, json ? ",\"per_second\":{" : "\nPer second:\n");
	for (i = 0; i < N_COUNTERS; i++) {
		size_t len = strlen(key);
		char *from = f->at;
		const char *p;

		if (json) {
			fmt_str(f, i ? ",\"" : "\"");
			fmt_str(f, key);
			fmt_str(f, "\":");
		} else {
			for (p = key; *p; p++)
				fmt_char(f, *p == '_' ? ' ' : *p);
			fmt_blanks(f, 19 - (ptrdiff_t)len);
		}
		if (c->known >> i & 1)
			fmt_dec(f, c->values[i]);
		else
			fmt_str(f, json ? "null" : "-");
		if (!json && (i + 1) % COUNTERS_A_LINE)
			fmt_blanks(f, 27 - (f->at - from));
		else if (!json)
			fmt_char(f, '\n');
		key += len + 1;
	}
	if (json)
		fmt_char(f, '}');
}

/* ---- A sample. */

static void put_text(struct fmt *f, const char *key, const char *text)
{
	fmt_str(f, ",\"");
	fmt_str(f, key);
	fmt_str(f, "\":");
	if (*text)
		json_string(f, text, strlen(text));
	else
		fmt_str(f, "null");
}

static void put_number(struct fmt *f, const char *key, uint64_t n)
{
	fmt_str(f, ",\"");
	fmt_str(f, key);
	fmt_str(f, "\":");
	fmt_dec(f, n);
}

static void put_netns(const struct watch *w, const struct os_netns *n)
{
	struct fmt *f = os_out();

	if (w->set & JSON) {
		put_number(f, "netns_pid", n->pid);
		put_number(f, "netns_inode", n->inode);
		fmt_str(f, ",\"netns_name\":");
		json_string(f, n->name, n->name_len);
		return;
	}
	packed_fmt(f, PACKED("Network namespace of "));
	fmt_dec(f, n->pid);
	fmt_char(f, '/');
	fmt_text(f, n->name, n->name_len, SIZE_MAX);
	fmt_str(f, ": ");
}

static void show_verdict(const struct watch *w, const struct tally *t, const struct verdict *v)
{
	static char line[512];
	struct fmt f = fmt_open(line, sizeof(line) - 1), *out = os_out();

	verdict_fmt(&f, v, t);
	*f.at = 0;
	if (!(w->set & JSON)) {
		if (f.at - line > WIDTH) {
			for (f.at = line + WIDTH; *f.at != ' '; f.at--)
				;
			*f.at = '\n';
		}
		fmt_str(out, line);
		fmt_char(out, '\n');
		return;
	}
	fmt_str(out, "{\"timestamp\":");
	fmt_point(out, (uint64_t)os_wall(), 1000);
	put_text(out, "verdict", level_name(v->level));
	put_text(out, "kind", kind_name(v->kind));
	f = fmt_open(line, sizeof(line) - 1);
	/* The colons of an address have no blank behind them. */
	while (*f.at++ != ' ' || f.at[-2] != ':')
		;
	put_text(out, "reason", f.at);
	f = fmt_open(line, sizeof(line) - 1);
	if (v->kind)
		fmt_prefix(&f, &v->who);
	*f.at = 0;
	put_text(out, "worst_source", line);
	put_number(out, "half_open", t->half);
	put_number(out, "error", topk_bound(&t->sources));
}

static void show_decisions(const struct watch *w, const struct decisions *d)
{
	const bool json = w->set & JSON;
	static char line[256];
	struct fmt f, *out;
	unsigned i;

	for (i = 0; i <= d->count; i++) {
		f = fmt_open(line, sizeof(line));
		if (i < d->count)
			block_fmt(&f, &d->all[i]);
		else
			block_fmt_cookies(&f, d);
		out = os_out();
		if (json) {
			fmt_str(out, i == 0 ? ",\"decisions\":[" : f.at > line ? "," : "");
			if (f.at > line)
				json_string(out, line, (size_t)(f.at - line));
		} else if (f.at > line) {
			fmt_mem(out, line, (size_t)(f.at - line));
			fmt_char(out, '\n');
		}
	}
	if (json)
		fmt_char(out, ']');
}

static void show_all(const struct watch *w, const struct tally *t, const struct verdict *v,
	const struct decisions *d, const struct os_netns *netns)
{
	const char *advice = verdict_advice(v);

	if (netns && !(w->set & JSON))
		put_netns(w, netns);
	show_verdict(w, t, v);
	if (netns && w->set & JSON)
		put_netns(w, netns);
	/* Of many, only those that somebody has to look at. */
	if (netns && !(w->set & JSON) && v->level == CALM)
		return;
	if (*advice && !(w->set & JSON)) {
		packed_fmt(os_out(), advice);
		fmt_char(os_out(), '\n');
	}
	if (ENABLE_SYNWATCH_BLOCK)
		show_decisions(w, d);
	show_listeners(w, t);
	if (t->half || w->set & JSON) {
		show_sources(w, t);
		show_prefixes(w, t);
	}
	show_rates(w, &v->rates);
	if (w->set & JSON)
		fmt_str(os_out(), "}\n");
}

void show_sample(const struct watch *w, const struct tally *t, const struct verdict *v,
	const struct decisions *d, const struct os_netns *netns)
{
	static bool again;
	unsigned rows = 24, columns = 80;
	struct fmt *f = os_out();
	char *from = f->at;
	bool screen =
		w->set & WATCH && !(w->set & (JSON | ALL_NETNS)) && os_terminal(&rows, &columns);

	if (screen)
		fmt_str(f, again ? "\x1b[H" : "\x1b[H\x1b[2J");
	else if (again && !(w->set & JSON) && !netns)
		fmt_char(f, '\n');
	again = true;
	show_all(w, t, v, d, netns);
	if (screen)
		screen_end(os_out(), from, rows);
}
