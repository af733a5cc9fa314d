/* text - the columns of ifstat 1.1, its headings and lines. */
#include "ifstat.h"

#include <string.h>

enum {
	CELL = 8,	 /* bytes of one that holds a rate */
	TOTAL_CELL = 12, /* and of a total */
	GAP = 2,	 /* blanks between cells */
	NAME = FMT_ESCAPE * IFACE_NAME,
};

enum part {
	NAMES,
	UNITS,
	SAMPLES,
};

static uint64_t set;   /* the options */
static unsigned cell;  /* bytes of one */
static unsigned group; /* bytes of all cells of an interface */
static unsigned left;  /* samples until the next heading */
static bool terminal = true;

/* The line that is being written, in rows of the screen where it wraps. */
static struct {
	unsigned limit; /* bytes of a row; 0: none */
	bool wraps;
	unsigned used; /* bytes of the row */
	unsigned rows;
	bool open; /* the next sample overwrites it */
} line;

static void put(char c)
{
	fmt_char(os_out(), c);
}

static void blanks(unsigned count)
{
	fmt_blanks(os_out(), (ptrdiff_t)count);
}

static bool has(unsigned value)
{
	return value < 2 || set & (value < 4 ? PACKETS : ERRORS);
}

/* The name as it is shown, and its length. */
static unsigned name_of(const struct port *p, char buf[NAME])
{
	struct fmt f = fmt_open(buf, NAME);

	fmt_text(&f, p->name, p->name_len, set & FIXED ? group : SIZE_MAX);
	return (unsigned)(f.at - buf);
}

static unsigned width_of(unsigned name)
{
	return name > group ? name : group;
}

/* With as many decimals as fit into a cell, two at most; a number is never cut. */
static void fmt_hundredths(struct fmt *f, uint64_t n)
{
	const uint64_t most = cell == CELL ? 10000000 : UINT64_C(100000000000);
	unsigned scale = 100;

	for (; n >= most && scale > 1; scale /= 10)
		n = n / 10 + (n % 10 >= 5);
	fmt_point(f, n, scale);
}

static void fmt_value(struct fmt *f, const struct sample *s, unsigned n, uint64_t ns)
{
	const unsigned shift = n > 1 ? 0 : set & BITS ? 7 : 10; /* from bytes to Kibit or KiB */
	uint64_t value = s->values[n], low = value & ((1u << shift) - 1);
	uint64_t rate = iface_rate(value, ns);

	rate -= rate >> 63 << shift; /* room to round */
	if (s->state == SAMPLE_RESET)
		fmt_str(f, "reset");
	else if (s->state != SAMPLE_FINE || !(s->known >> n & 1))
		fmt_str(f, "n/a");
	else if (!(set & SINCE_BOOT))
		fmt_hundredths(f, (rate + (1u << shift >> 1)) >> shift);
	else if (shift)
		fmt_hundredths(f, (value >> shift) * 100 + (low * 100 >> shift));
	else
		fmt_dec(f, value);
}

static void fmt_unit(struct fmt *f, unsigned n)
{
	static const char units[][8] = { "KB/s", "Kbps", "Pk/s", "Er/s", "Dr/s", "KB", "Kbit",
		"packets", "errors", "drops" };

	fmt_str(f, units[(set & SINCE_BOOT ? 5 : 0) + (n > 1 ? n / 2 + 1 : !!(set & BITS))]);
	fmt_str(f, n % 2 ? " out" : " in");
}

static void put_cells(enum part part, const struct sample *s, uint64_t ns)
{
	unsigned n;

	for (n = 0; n < VALUES; n++) {
		char buf[FMT_U64 + 1];
		struct fmt f = fmt_open(buf, sizeof(buf));

		if (!has(n))
			continue;
		if (part == UNITS)
			fmt_unit(&f, n);
		else
			fmt_value(&f, s, n, ns);
		blanks(n ? GAP : 0);
		fmt_blanks(os_out(), (ptrdiff_t)cell - (f.at - buf));
		fmt_mem(os_out(), buf, (size_t)(f.at - buf));
	}
}

/* A column, and a mark in the gap behind it where there are errors: true. */
static bool put_column(enum part part, const struct port *p, const struct sample *s, uint64_t ns)
{
	char name[NAME];
	unsigned len = name_of(p, name), width = width_of(len), before;
	bool marked = part == SAMPLES && set & ERRORS && s->state == SAMPLE_FINE &&
		      (s->values[4] | s->values[5] | s->values[6] | s->values[7]);

	line.used += width;
	if (part != NAMES)
		len = group;
	before = (width - len) / 2;
	blanks(before);
	if (part == NAMES)
		fmt_mem(os_out(), name, len);
	else
		put_cells(part, s, ns);
	blanks(width - len - before);
	if (marked)
		put('!');
	return marked;
}

static struct port total_port; /* has no name until the first heading */

static const struct port *next(const struct port *p)
{
	if (p == &total_port)
		return NULL;
	p = ports_next(p);
	return p || !(set & TOTAL) ? p : &total_port;
}

/*
 * A row of columns from `p` on; gives the first one that has no room any more, or NULL. In front
 * of it is the time, or where the line goes on a letter that tells its rows apart.
 */
static const struct port *put_row(enum part part, const struct port *p, const char *time,
	uint64_t ns, struct sample *total)
{
	struct sample s = { .state = SAMPLE_NONE };
	unsigned gap = 0;
	char buf[NAME];

	line.used = set & TIME ? CELL + GAP : line.wraps;
	if (line.rows) {
		put((char)('A' + (line.rows - 1) % 26));
		blanks(line.used - 1);
	} else {
		fmt_mem(os_out(), set & TIME ? time : " ", line.used);
	}
	for (; p; p = next(p)) {
		if (gap && line.limit && line.used + GAP + width_of(name_of(p, buf)) > line.limit)
			break;
		blanks(gap);
		line.used += gap ? GAP : 0;
		if (part == SAMPLES && p == &total_port) {
			s = *total;
		} else if (part == SAMPLES) {
			ports_sample(p, set, ns, &s);
			ports_add(total, &s);
		}
		gap = GAP - put_column(part, p, &s, ns);
	}
	return p;
}

static void put_heading(void)
{
	const struct port *p = next(NULL), *from;

	if (line.open)
		put('\n');
	line.rows = 0;
	do {
		from = p;
		put_row(NAMES, from, "  Time    ", 0, NULL);
		put('\n');
		p = put_row(UNITS, from, "HH:MM:SS  ", 0, NULL);
		put('\n');
		line.rows++;
	} while (p && !(set & ONE_LINE));
}

void text_sample(uint64_t ns)
{
	struct sample total = { .known = UINT8_MAX };
	const struct port *p = next(NULL);
	unsigned before = line.used, n;
	char time[CELL + GAP];
	struct fmt f = fmt_open(time, sizeof(time));
	uint64_t seconds = set & TIME ? (uint64_t)os_local(os_wall() / 1000) % 86400 : 0;

	for (n = 3600; n; n /= 60) {
		fmt_dec(&f, seconds / n % 60 / 10);
		fmt_dec(&f, seconds / n % 10);
		fmt_char(&f, n > 1 ? ':' : ' ');
	}
	fmt_char(&f, ' ');
	line.open = set & ONE_LINE;
	if (line.open)
		put('\r');
	line.rows = 0;
	do {
		p = put_row(SAMPLES, p, time, ns, &total);
		line.rows++;
		if (!line.open)
			put('\n');
	} while (p && !line.open);
	if (p)
		put('>');
	else if (line.open)
		fmt_blanks(os_out(), (ptrdiff_t)before - (ptrdiff_t)line.used);
	left -= left > 0;
}

void text_end(void)
{
	if (line.open && terminal)
		put('\n');
}

/* The widths of everything, for the screen as it is now; gives its rows. */
static unsigned measure(bool look)
{
	static unsigned rows = 25, columns = 80; /* where there is none */
	unsigned width = set & TIME ? CELL + GAP : 0, n;
	const struct port *p;
	char name[NAME];

	cell = set & SINCE_BOOT ? TOTAL_CELL : CELL;
	group = 0;
	for (n = 0; n < VALUES; n++)
		if (has(n))
			group += cell + (n ? GAP : 0);
	for (p = next(NULL); p; p = next(p))
		width += width_of(name_of(p, name)) + GAP;
	if (terminal && look)
		terminal = os_terminal(&rows, &columns);
	line.limit = columns - !!(set & ERRORS);
	line.wraps = (set & (WRAP | ONE_LINE)) == WRAP && width - GAP > line.limit;
	if (set & ONE_LINE && terminal)
		line.limit--;
	else if (!line.wraps)
		line.limit = 0;
	return rows;
}

void text_heading(uint64_t options)
{
	bool due = !group || ports_have_changed() || !(left || options & (NO_HEADINGS | ONE_LINE));
	unsigned rows;

	set = options;
	memcpy(total_port.name, "Total", total_port.name_len = 5);
	if (due)
		ports_titled(set);
	rows = measure(due || set & (WRAP | ONE_LINE));
	if (!due)
		return;
	put_heading();
	left = (rows - 1) / line.rows - 2;
	if (!left || left > rows)
		left = 1;
}
