/* text - the columns of ifstat 1.1, its headings and lines. */
#include "ifstat.h"

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

static void right(const char *text, size_t len)
{
	fmt_blanks(os_out(), (ptrdiff_t)cell - (ptrdiff_t)len);
	fmt_mem(os_out(), text, len);
}

/* With as many decimals as fit into a cell, two at most; a number is never cut. */
static void put_hundredths(uint64_t n)
{
	const uint64_t most = cell == CELL ? 10000000 : UINT64_C(100000000000);
	char buf[FMT_U64 + 1];
	struct fmt f = fmt_open(buf, sizeof(buf));
	unsigned scale = 100;

	for (; n >= most && scale > 1; scale /= 10)
		n = n / 10 + (n % 10 >= 5);
	fmt_dec(&f, n / scale);
	if (scale > 1)
		fmt_char(&f, '.');
	while (scale > 1) {
		scale /= 10;
		fmt_char(&f, (char)('0' + n / scale % 10));
	}
	right(buf, (size_t)(f.at - buf));
}

static void put_value(const struct sample *s, unsigned n, uint64_t ns)
{
	const unsigned shift = n > 1 ? 0 : set & BITS ? 7 : 10; /* from bytes to Kibit or KiB */
	uint64_t value = s->values[n], low = value & ((1u << shift) - 1);
	char buf[FMT_U64];
	struct fmt f = fmt_open(buf, sizeof(buf));

	if (s->state == SAMPLE_RESET)
		right("reset", 5);
	else if (s->state != SAMPLE_FINE || !(s->known >> n & 1))
		right("n/a", 3);
	else if (!(set & SINCE_BOOT))
		put_hundredths((iface_rate(value, ns) + (1u << shift >> 1)) >> shift);
	else if (shift)
		put_hundredths((value >> shift) * 100 + (low * 100 >> shift));
	else {
		fmt_dec(&f, value);
		right(buf, (size_t)(f.at - buf));
	}
}

static void put_unit(unsigned n)
{
	static const char units[][VALUES / 2][8] = {
		{ "KB/s", "Pk/s", "Er/s", "Dr/s" },
		{ "Kbps", "Pk/s", "Er/s", "Dr/s" },
		{ "KB", "packets", "errors", "drops" },
		{ "Kbit", "packets", "errors", "drops" },
	};
	char buf[TOTAL_CELL];
	struct fmt f = fmt_open(buf, sizeof(buf));

	fmt_str(&f, units[(set & SINCE_BOOT ? 2 : 0) + !!(set & BITS)][n / 2]);
	fmt_str(&f, n % 2 ? " out" : " in");
	right(buf, (size_t)(f.at - buf));
}

static void put_cells(enum part part, const struct sample *s, uint64_t ns)
{
	unsigned n;

	for (n = 0; n < VALUES; n++) {
		if (!has(n))
			continue;
		fmt_blanks(os_out(), n ? GAP : 0);
		if (part == UNITS)
			put_unit(n);
		else
			put_value(s, n, ns);
	}
}

/* A column, and a mark in the gap behind it where there are errors: true. */
static bool put_column(enum part part, const struct port *p, const struct sample *s, uint64_t ns)
{
	char name[NAME];
	unsigned len = name_of(p, name), width = width_of(len), before;
	bool marked;

	if (part != NAMES)
		len = group;
	before = (width - len) / 2;
	fmt_blanks(os_out(), (ptrdiff_t)before);
	if (part == NAMES)
		fmt_mem(os_out(), name, len);
	else
		put_cells(part, s, ns);
	fmt_blanks(os_out(), (ptrdiff_t)(width - len - before));
	marked = part == SAMPLES && set & ERRORS && s->state == SAMPLE_FINE &&
		 (s->values[4] | s->values[5] | s->values[6] | s->values[7]);
	if (marked)
		fmt_char(os_out(), '!');
	line.used += width;
	return marked;
}

static const struct port total_port = { .name = "Total", .name_len = 5 };

static const struct port *next(const struct port *p)
{
	const struct port *q = p == &total_port ? NULL : ports_next(p);

	return q || p == &total_port || !(set & TOTAL) ? q : &total_port;
}

/*
 * A row of columns from `p` on; gives the first one that has no room any more, or NULL. In front
 * of it is the time, or where the line goes on a letter that tells its rows apart.
 */
static const struct port *put_row(enum part part, const struct port *p, const char *time,
	uint64_t ns, struct sample *total)
{
	const char letter = line.rows ? (char)('A' + (line.rows - 1) % 26) : ' ';
	struct sample s = { .state = SAMPLE_NONE };
	unsigned gap = 0;
	char buf[NAME];

	if (set & TIME && !line.rows)
		fmt_str(os_out(), time);
	else if (line.wraps)
		fmt_char(os_out(), letter);
	line.used = set & TIME ? CELL + GAP : line.wraps;
	fmt_blanks(os_out(), !(set & TIME) ? 0 : line.rows ? CELL + GAP - 1 : GAP);
	for (; p; p = next(p)) {
		if (gap && line.limit && line.used + GAP + width_of(name_of(p, buf)) > line.limit)
			break;
		fmt_blanks(os_out(), (ptrdiff_t)gap);
		line.used += gap ? GAP : 0;
		if (part == SAMPLES && p == &total_port)
			s = *total;
		else if (part == SAMPLES) {
			ports_sample(p, set, ns, &s);
			ports_add(total, &s);
		}
		gap = GAP - put_column(part, p, &s, ns);
	}
	return p;
}

static void put_sample(const char *time, uint64_t ns)
{
	struct sample total = { .known = UINT8_MAX };
	unsigned before = line.used;
	const struct port *p = next(NULL);

	if (set & ONE_LINE)
		fmt_char(os_out(), '\r');
	for (line.rows = 0; p; line.rows++) {
		p = put_row(SAMPLES, p, time, ns, &total);
		if (set & ONE_LINE)
			break;
		fmt_char(os_out(), '\n');
	}
	line.open = set & ONE_LINE;
	if (p)
		fmt_char(os_out(), '>');
	else if (line.open)
		fmt_blanks(os_out(), (ptrdiff_t)before - (ptrdiff_t)line.used);
}

static void put_heading(void)
{
	const struct port *p = next(NULL);

	if (line.open)
		fmt_char(os_out(), '\n');
	for (line.rows = 0; p; line.rows++) {
		put_row(NAMES, p, "  Time  ", 0, NULL);
		fmt_char(os_out(), '\n');
		p = put_row(UNITS, p, "HH:MM:SS", 0, NULL);
		fmt_char(os_out(), '\n');
		if (set & ONE_LINE)
			p = NULL;
	}
}

/* The widths of everything, for the screen as it is now; gives its rows. */
static unsigned measure(bool look)
{
	static unsigned rows = 25, columns = 80; /* where there is none */
	unsigned n;

	cell = set & SINCE_BOOT ? TOTAL_CELL : CELL;
	for (group = n = 0; n < VALUES; n++)
		group += !has(n) ? 0 : n ? GAP + cell : cell;
	if (terminal && look)
		terminal = os_terminal(&rows, &columns);
	line.limit = columns - 1;
	line.wraps = (set & (WRAP | ONE_LINE)) == WRAP;
	if (set & ONE_LINE)
		line.limit = terminal ? line.limit - !!(set & ERRORS) : 0;
	else if (!line.wraps)
		line.limit = 0;
	return rows;
}

void text_heading(uint64_t options)
{
	bool due = !group || ports_have_changed() || !(left || options & (NO_HEADINGS | ONE_LINE));
	unsigned rows;

	set = options;
	if (due)
		ports_titled(set);
	rows = measure(due || set & (WRAP | ONE_LINE));
	if (due) {
		put_heading();
		left = (rows - 1) / line.rows - 2;
		left = left < rows && left ? left : 1;
	}
}

void text_sample(uint64_t ns)
{
	char time[CELL + 1];
	struct fmt f = fmt_open(time, sizeof(time));
	unsigned seconds = 0, n;

	if (set & TIME)
		seconds = (unsigned)((uint64_t)os_local(os_wall() / 1000) % 86400);
	for (n = 3600; n; n /= 60) {
		fmt_char(&f, (char)('0' + seconds / n / 10 % 6));
		fmt_char(&f, (char)('0' + seconds / n % 60 % 10));
		fmt_char(&f, n > 1 ? ':' : 0);
	}
	put_sample(time, ns);
	left -= left > 0;
}

void text_end(void)
{
	if (line.open && terminal)
		fmt_char(os_out(), '\n');
}
