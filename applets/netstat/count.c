/* count - --count: how many rows there are of each state, address, port, program or protocol. */
#include "netstat.h"

#include "core/scan.h"
#include "core/topk.h"

#include <string.h>

#define NOBODY UINT32_MAX /* no process */

enum field {
	BY_STATE,
	BY_REMOTE,
	BY_LOCAL,
	BY_PORT,
	BY_RPORT,
	BY_PROGRAM,
	BY_PROTO,
};

enum {
	CAPACITY = 4096, /* different keys that are counted exactly */
	WHOLE = 128,	 /* bits of an address that are counted when no prefix is asked for */
};

static const char names[][8] = {
	[BY_STATE] = "state",
	[BY_REMOTE] = "remote",
	[BY_LOCAL] = "local",
	[BY_PORT] = "port",
	[BY_RPORT] = "rport",
	[BY_PROGRAM] = "program",
	[BY_PROTO] = "proto",
};

/*
 * What is counted is the text of the key, with three exceptions: an address with its family in
 * the byte behind it, a process as the number that os_owners_get knows it by, and no process.
 */
static struct {
	enum field field;
	bool prefix;  /* /LEN was given */
	unsigned len; /* bits */
	uint64_t top; /* rows to show */
	struct topk table;
	struct topk_entry entries[CAPACITY];
	uint16_t heads[CAPACITY];
} count;

static void begin(void)
{
	uint8_t seed[HASH_SEED];

	os_seed(seed);
	memset(count.heads, 0, sizeof(count.heads));
	count.table = topk_open(count.entries, count.heads, CAPACITY, seed);
}

static bool parse_field(const char *text)
{
	struct scan s = scan_string(text);
	struct scan name = scan_item(&s, '/');
	size_t len = (size_t)(name.end - name.at);
	enum field f;

	for (f = BY_STATE; f < COUNT(names); f++)
		if (strlen(names[f]) == len && memcmp(names[f], text, len) == 0)
			break;
	if (f == COUNT(names))
		return false;
	count.field = f;
	count.prefix = s.at != name.end;
	if (!count.prefix)
		return true;
	count.len = (unsigned)scan_dec_max(&s, WHOLE);
	return scan_done(&s) && (f == BY_REMOTE || f == BY_LOCAL);
}

int netstat_count_open(const struct args *a)
{
	const char *field = opt_last(a, COUNT_BY), *top = opt_last(a, TOP);

	count.len = WHOLE;
	count.top = CAPACITY;
	if (field && *field && !parse_field(field))
		return os_complain_usage("--count", field,
			PACKED("not one of state, remote, local, port, rport, program, proto, "
			       "remote/LEN, local/LEN"));
	if (top && !field)
		return os_complain_usage("--top", top, PACKED("only with --count"));
	if (top) {
		if (!scan_number(top, UINT64_MAX, &count.top) || !count.top)
			return os_complain_usage("--top", top, PACKED("not a number above 0"));
	}
	begin();
	return STATUS_FINE;
}

bool netstat_count_programs(void)
{
	return count.field == BY_PROGRAM;
}

/* ---- Keys. */

static void add_text(const char *text)
{
	char key[TOPK_KEY] = { 0 };
	size_t i;

	for (i = 0; i < TOPK_KEY && text[i]; i++)
		key[i] = text[i];
	topk_add(&count.table, key);
}

static void add_port(uint16_t port)
{
	char text[FMT_U64 + 1] = "*";
	struct fmt f = fmt_open(text, sizeof(text) - 1);

	if (port) {
		fmt_dec(&f, port);
		*f.at = 0;
	}
	add_text(text);
}

static void add_address(const struct addr *a)
{
	uint8_t key[TOPK_KEY] = { 0 };
	struct addr one = addr_unmapped(a);
	unsigned bits = addr_bits(one.family);

	addr_mask(&one, count.len < bits ? count.len : bits);
	memcpy(key, one.bytes, sizeof(one.bytes));
	key[sizeof(one.bytes)] = one.family;
	topk_add(&count.table, key);
}

static void add_program(const struct view *v, uint64_t inode)
{
	uint8_t key[TOPK_KEY] = { 0 };
	struct os_owner o = { .process = NOBODY };

	os_owners_find(&v->owners, inode, 0, &o);
	memcpy(key, &o.process, sizeof(o.process));
	topk_add(&count.table, key);
}

void netstat_count_inet(const struct view *v, enum sock_proto proto, const struct sock *s)
{
	char state[STATE_TEXT + 1];

	switch (count.field) {
	case BY_STATE:
		add_text(netstat_state(state, proto, s->state));
		break;
	case BY_REMOTE:
		add_address(&s->remote);
		break;
	case BY_LOCAL:
		add_address(&s->local);
		break;
	case BY_PORT:
		add_port(s->local_port);
		break;
	case BY_RPORT:
		add_port(s->remote_port);
		break;
	case BY_PROGRAM:
		add_program(v, s->inode);
		break;
	case BY_PROTO:
		add_text(netstat_proto(proto, s->local.family));
		break;
	}
}

void netstat_count_unix(const struct view *v, const struct unixsock *u)
{
	if (count.field == BY_STATE)
		add_text(unixsock_state_name(u));
	else if (count.field == BY_PROTO)
		add_text(netstat_unix_proto(u));
	else if (count.field == BY_PROGRAM)
		add_program(v, u->inode);
}

/* ---- Showing. */

static struct addr address(const struct topk_entry *e)
{
	struct addr a = { .family = e->key[sizeof(a.bytes)] };

	memcpy(a.bytes, e->key, sizeof(a.bytes));
	return a;
}

static bool is_address(void)
{
	return count.field == BY_REMOTE || count.field == BY_LOCAL;
}

/* A process as `PID/name`, its name as it stands. */
static void fmt_program(const struct view *v, struct fmt *f, const struct topk_entry *e)
{
	struct os_owner o;
	uint32_t process;

	memcpy(&process, e->key, sizeof(process));
	if (process == NOBODY) {
		fmt_char(f, '-');
		return;
	}
	os_owners_get(&v->owners, process, &o);
	fmt_dec(f, o.pid);
	fmt_char(f, '/');
	fmt_mem(f, o.name, o.name_len);
}

static void fmt_address(const struct view *v, struct fmt *f, const struct topk_entry *e)
{
	struct addr a = address(e);
	unsigned bits = addr_bits(a.family);

	if (!count.prefix) {
		netstat_address(v, f, &a);
		return;
	}
	addr_fmt(f, &a);
	fmt_char(f, '/');
	fmt_dec(f, count.len < bits ? count.len : bits);
}

static void fmt_key(const struct view *v, struct fmt *f, const struct topk_entry *e)
{
	const uint8_t *end = memchr(e->key, 0, TOPK_KEY);

	if (count.field == BY_PROGRAM)
		fmt_program(v, f, e);
	else if (is_address())
		fmt_address(v, f, e);
	else
		fmt_mem(f, (const char *)e->key, end ? (size_t)(end - e->key) : TOPK_KEY);
}

/* The largest first, and of equal ones the last as text: as `sort | uniq -c | sort -nr` has them. */
static bool before(const struct topk_entry *a, const struct topk_entry *b, const void *context)
{
	char texts[2][64];
	struct fmt fa = fmt_open(texts[0], sizeof(texts[0]) - 1);
	struct fmt fb = fmt_open(texts[1], sizeof(texts[1]) - 1);

	if (a->count != b->count)
		return a->count > b->count;
	fmt_key(context, &fa, a);
	fmt_key(context, &fb, b);
	*fa.at = *fb.at = 0;
	return strcmp(texts[0], texts[1]) > 0;
}

static void show_row(const struct view *v, struct table *t, const struct topk_entry *e)
{
	static char key[OS_PROGRAM + FMT_U64]; /* too large for a small stack */
	struct fmt f = fmt_open(key, sizeof(key));
	struct fmt *cell;

	table_row(t, os_out());
	table_num(t, e->count);
	fmt_key(v, &f, e);
	if (v->show & JSON) {
		if (count.field == BY_PROGRAM && *key == '-')
			table_none(t, key);
		else
			table_text(t, key, (size_t)(f.at - key));
		table_num(t, e->error);
		netstat_origin(v, t);
		return;
	}
	cell = table_cell(t);
	fmt_text(cell, key, (size_t)(f.at - key), SIZE_MAX);
	if (topk_bound(&count.table)) {
		packed_fmt(cell, PACKED(" (or up to "));
		fmt_dec(cell, e->error);
		fmt_str(cell, " less)");
	}
	table_cell_end(t);
}

/* What a full table cannot tell. */
static void complain_of_bound(uint32_t bound)
{
	char text[128];
	struct fmt f = fmt_open(text, sizeof(text) - 1);

	packed_fmt(&f,
		PACKED("more than 4096 different ones: each that is not shown has at most "));
	fmt_dec(&f, bound);
	*f.at = 0;
	os_complain_of("--count", text);
}

static int name_hosts(const struct topk_entry *e, const struct topk_entry *end)
{
	for (; e < end; e++) {
		struct addr a = address(e);

		os_hosts_want(&a);
	}
	return os_hosts_resolve();
}

#define COUNT_COLUMNS(C)                                                                           \
	/* as uniq -c has it */                                                                    \
	C("count", "", RIGHT, 7, ALWAYS)                                                           \
	C("", "", LEFT, 0, ALWAYS)                                                                 \
	C("error", "", LEFT, 0, JSON)

int netstat_count_show(const struct view *v)
{
	CHOICES(COUNT_COLUMNS);
	struct column columns[COLUMNS];
	struct table t = netstat_table(v, choices, COUNT(choices), texts, columns);
	const struct topk_entry *e = count.entries, *end;
	int status = STATUS_FINE;

	columns[1].key = names[count.field];
	topk_sort(&count.table, before, v);
	end = e + (count.top < count.table.len ? count.top : count.table.len);
	if (ENABLE_HOSTS && is_address() && !count.prefix && !(v->show & NUMERIC_HOSTS)) {
		struct topk shown = count.table;

		status = name_hosts(e, end);
		shown.len = (unsigned)(end - e);
		topk_sort(&shown, before, v);
	}
	for (; e < end && !os_interrupted(); e++)
		show_row(v, &t, e);
	if (topk_bound(&count.table)) {
		uint32_t bound = topk_bound(&count.table);

		/* The next one, if there is one, is not shown either. */
		complain_of_bound(
			count.top < count.table.len && end->count > bound ? end->count : bound);
	}
	begin();
	return status;
}
