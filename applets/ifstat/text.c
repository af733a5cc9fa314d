/* text - the columns of ifstat 1.1, its headings and lines. */
#include "ifstat.h"

#include <limits.h>
#include <string.h>

enum {
	CELL = 8,	 /* bytes of one that holds a rate */
	TOTAL_CELL = 12, /* and of a total */
	GAP = 2,	 /* blanks between cells */
	NAME = FMT_ESCAPE * IFACE_NAME,
	WIDEST = 4096, /* what is cut must not have been written yet */
};

static void put(char c)
{
	fmt_char(os_out(), c);
}

static void blanks(unsigned count)
{
	fmt_blanks(os_out(), (ptrdiff_t)count);
}

static bool has(const struct text *t, unsigned value)
{
	return value < 2 || t->set & (value < 4 ? PACKETS : ERRORS);
}

/* The name as it is shown, and its length. */
static unsigned name_of(const struct text *t, const struct port *p, char buf[NAME])
{
	struct fmt f = fmt_open(buf, NAME);

	fmt_text(&f, p->name, p->name_len, t->set & FIXED ? t->group : SIZE_MAX);
	return (unsigned)(f.at - buf);
}

static unsigned width_of(const struct text *t, const struct port *p)
{
	char name[NAME];
	unsigned len = name_of(t, p, name);

	return len > t->group ? len : t->group;
}

/* With as many decimals as fit into a cell, two at most; of a rate with more digits some of them. */
static void fmt_hundredths(const struct text *t, struct fmt *f, uint64_t n)
{
	const uint64_t most = t->cell == CELL ? 10000000 : UINT64_C(100000000000);
	unsigned scale = 100, power;

	for (; n >= most && scale > 1; scale /= 10)
		n = n / 10 + (n % 10 >= 5);
	if (t->cell != CELL || n < 10 * most) {
		fmt_point(f, n, scale);
		return;
	}
	/* 3.91e+08, as ifstat 1.1 has it. */
	for (power = 2; n >= 1000; power++)
		n = n / 10 + (n % 10 >= 5);
	fmt_point(f, n, 100);
	fmt_str(f, power < 10 ? "e+0" : "e+");
	fmt_dec(f, power);
}

static void fmt_value(const struct text *t, struct fmt *f, unsigned n)
{
	const struct sample *s = &t->sample;
	const unsigned shift = n > 1 ? 0 : t->set & BITS ? 7 : 10; /* bytes to Kibit or KiB */
	uint64_t value = s->values[n], low = value & ((1u << shift) - 1);
	uint64_t rate = iface_rate(value, t->ns);

	if (s->state == SAMPLE_RESET)
		fmt_str(f, "reset");
	else if (s->state != SAMPLE_FINE || !(s->known >> n & 1))
		fmt_str(f, "n/a");
	else if (!(t->set & SINCE_BOOT))
		fmt_hundredths(t, f, (rate >> shift) + (rate << 1 >> shift & 1));
	else if (shift)
		fmt_hundredths(t, f, (value >> shift) * 100 + (low * 100 >> shift));
	else
		fmt_dec(f, value);
}

static void fmt_unit(const struct text *t, struct fmt *f, unsigned n)
{
	static const char units[][8] = { "KB/s", "Kbps", "Pk/s", "Er/s", "Dr/s", "KB", "Kbit",
		"packets", "errors", "drops" };

	fmt_str(f, units[(t->set & SINCE_BOOT ? 5 : 0) + (n > 1 ? n / 2 + 1 : !!(t->set & BITS))]);
	fmt_str(f, n % 2 ? " out" : " in");
}

static void put_cells(const struct text *t)
{
	unsigned n;

	for (n = 0; n < VALUES; n++) {
		char buf[FMT_U64 + 1];
		struct fmt f = fmt_open(buf, sizeof(buf));

		if (!has(t, n))
			continue;
		if (t->part == UNITS)
			fmt_unit(t, &f, n);
		else
			fmt_value(t, &f, n);
		/* Apart from the cell before also where it is too long. */
		blanks(n ? GAP : 0);
		fmt_blanks(os_out(), (ptrdiff_t)t->cell - (f.at - buf));
		fmt_mem(os_out(), buf, (size_t)(f.at - buf));
	}
}

/* A column, and a mark in the gap behind it where there are errors: true. */
static bool put_column(struct text *t, const struct port *p)
{
	const struct sample *s = &t->sample;
	unsigned width = width_of(t, p), len, before;
	char name[NAME];
	bool marked = t->part == SAMPLES && t->set & ERRORS && s->state == SAMPLE_FINE &&
		      (s->values[4] | s->values[5] | s->values[6] | s->values[7]);

	t->used += width;
	len = t->part == NAMES ? name_of(t, p, name) : t->group;
	before = (width - len) / 2;
	blanks(before);
	if (t->part == NAMES)
		fmt_mem(os_out(), name, len);
	else
		put_cells(t);
	blanks(width - len - before);
	if (marked)
		put('!');
	return marked;
}

static const struct port *next(const struct text *t, const struct port *p)
{
	if (p == &t->all)
		return NULL;
	p = ports_next(p);
	return p || !(t->set & TOTAL) ? p : &t->all;
}

/* What must stay on one row ends in the gap behind the last cell that has room, with a mark. */
static void cut(const struct text *t, char *from)
{
	struct fmt *f = os_out();

	if (!(t->set & ONE_LINE) || f->at - from <= t->limit)
		return;
	f->at = from + t->limit - 1;
	while (f->at > from && memcmp(f->at, "  ", GAP) != 0)
		f->at--;
	fmt_char(f, '>');
}

/*
 * A row of columns from `p` on; gives the first one that has no room any more, or NULL. In front
 * of it is the time, or where the line goes on a letter that tells its rows apart.
 */
static const struct port *put_row(struct text *t, enum text_part part, const struct port *p,
	const char *time)
{
	char *from = os_out()->at;
	ptrdiff_t length;
	unsigned gap = 0;

	t->part = part;
	t->used = t->set & TIME ? CELL + GAP : t->wraps;
	if (t->rows) {
		put((char)('A' + (t->rows - 1) % 26));
		blanks(t->used - 1);
	} else {
		fmt_mem(os_out(), t->set & TIME ? time : " ", t->used);
	}
	for (; p; p = next(t, p)) {
		/* With a mark behind it. */
		if (gap &&
			t->used + GAP + width_of(t, p) + !!(t->set & ERRORS) > (unsigned)t->limit)
			break;
		blanks(gap);
		t->used += gap ? GAP : 0;
		if (p == &t->all) {
			t->sample = t->total;
		} else if (part == SAMPLES) {
			ports_sample(p, t->set, t->ns, &t->sample);
			ports_add(&t->total, &t->sample);
		}
		gap = GAP - put_column(t, p);
	}
	if (p && t->set & ONE_LINE)
		put('>');
	cut(t, from);
	length = os_out()->at - from;
	if (part != SAMPLES || !t->open) {
		put('\n');
		length = 0;
	}
	/* What follows in a file may be far away. */
	fmt_blanks(os_out(), length && t->terminal ? t->length - length : 0);
	t->length = length;
	return p;
}

static void put_heading(struct text *t)
{
	const struct port *p = next(t, NULL);

	if (t->open)
		put('\n');
	t->rows = 0;
	do {
		put_row(t, NAMES, p, "  Time    ");
		p = put_row(t, UNITS, p, "HH:MM:SS  ");
		t->rows++;
	} while (p && !(t->set & ONE_LINE));
}

void text_sample(struct text *t, uint64_t ns)
{
	const struct port *p = next(t, NULL);
	unsigned n;
	char time[CELL + GAP];
	struct fmt f = fmt_open(time, sizeof(time));
	/* A local clock may be before 1970 yet, but not by so many days. */
	const int64_t before = INT64_C(86400) * 50000;
	uint64_t seconds = 0;

	if (t->set & TIME)
		seconds = (uint64_t)(os_local(os_wall() / 1000) + before) % 86400;
	for (n = 3600; n; n /= 60) {
		fmt_dec(&f, seconds / n % 60 / 10);
		fmt_dec(&f, seconds / n % 10);
		fmt_char(&f, n > 1 ? ':' : ' ');
	}
	fmt_char(&f, ' ');
	t->ns = ns;
	t->total = (struct sample){ .known = UINT8_MAX };
	t->open = t->set & ONE_LINE;
	if (t->open)
		put('\r');
	t->rows = 0;
	do {
		p = put_row(t, SAMPLES, p, time);
		t->rows++;
	} while (p && !t->open);
	t->left -= t->left > 0;
}

void text_end(const struct text *t)
{
	if (t->open && t->terminal)
		put('\n');
}

/* The widths of everything, for the screen as it is now. */
static void measure(struct text *t, bool look)
{
	unsigned n;

	t->cell = t->set & SINCE_BOOT ? TOTAL_CELL : CELL;
	t->group = 0;
	for (n = 0; n < VALUES; n++)
		if (has(t, n))
			t->group += t->cell + (n ? GAP : 0);
	if (t->terminal && look)
		t->terminal = os_terminal(&t->screen_rows, &t->screen_columns);
	t->limit = INT_MAX;
	t->wraps = (t->set & (WRAP | ONE_LINE)) == WRAP;
	if (t->wraps || (t->set & ONE_LINE && t->terminal)) {
		t->limit = (int)t->screen_columns - (t->screen_columns > 1);
		if (t->limit < 1)
			t->limit = 1;
		if (t->limit > WIDEST)
			t->limit = WIDEST;
	}
}

void text_open(struct text *t, uint64_t set)
{
	t->set = set;
	t->terminal = true;
	t->screen_rows = 25; /* where there is no screen */
	t->screen_columns = 80;
	memcpy(t->all.name, "Total", t->all.name_len = 5);
}

void text_heading(struct text *t)
{
	int limit = t->limit;
	bool due = !t->group || ports_have_changed() ||
		   !(t->left || t->set & (NO_HEADINGS | ONE_LINE));

	measure(t, due || t->set & (WRAP | ONE_LINE));
	if (!due && t->limit == limit)
		return;
	ports_titled();
	put_heading(t);
	/* None on a page that the heading fills. */
	t->left = (t->screen_rows - 1) / t->rows - 2;
	if (!t->left || t->left > t->screen_rows)
		t->left = UINT_MAX;
}
