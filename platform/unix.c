/* unix - the unix sockets, from their file below the proc root, checked by sock_diag. */
#include "core/diag.h"
#include "platform/platform.h"

#include <string.h>

/*
 * The kernel prints names as they are, and a name can hold a newline and then what reads like a
 * row. sock_diag tells how many lines a name takes: one dump of all sockets comes before the
 * file is read, and what was born since is asked for by its inode when the line behind it is
 * short enough to be a piece of its name. That walks the kernel's table, so it has a limit.
 * Beyond it such a line is believed, unless some name does hold a newline: then it is not.
 */
enum {
	MOST_QUESTIONS = 256,
	INODES = 1 << 18, /* inodes told apart; they are given out in a row */
	LONGS = 8192,	  /* sockets whose names hold newlines */
	NAMES = 32,	  /* names of listeners among them */
};

struct unix_table {
	struct unixsock waiting; /* the last row read, to which the next lines may belong */
	bool any;		 /* there is one */
	bool inodes;		 /* the table has a column of inodes */
	bool sure;		 /* `more` is all that the name takes */
	uint32_t more;		 /* lines that belong to its name whatever they look like */
	uint32_t taken;		 /* lines that it took so far */
	bool told;		 /* sock_diag has told of all sockets */
	bool suspect;		 /* some name holds a newline */
	bool longs_lost;	 /* not all of them fit */
	bool names_lost;	 /* of listeners, neither */
	uint32_t newest;	 /* the largest inode */
	uint32_t longs, names, questions;
	size_t held; /* bytes of the waiting name and of what may go on with it */
	size_t tail; /* the same of a row that was not believed, which may have been one */
	struct {
		uint32_t inode;
		uint32_t newlines;
	} longer[LONGS]; /* sorted by inode */
	struct diag_unix name[NAMES];
	/* A bit each, by inode: it had a name, which never changes. */
	uint64_t bound[INODES / 64];
	struct os_lines lines;
	struct os_netlink netlink;
};

static struct unix_table table; /* too large for a small stack */

static void set_bit(uint64_t *bits, uint32_t inode)
{
	bits[inode % INODES / 64] |= UINT64_C(1) << inode % 64;
}

static bool has_bit(const uint64_t *bits, uint64_t inode)
{
	return inode <= UINT32_MAX && bits[inode % INODES / 64] >> inode % 64 & 1;
}

static uint32_t newlines(const char *name, size_t len)
{
	uint32_t n = 0;

	while (len)
		n += name[--len] == '\n';
	return n;
}

static void remember(struct unix_table *in, const struct diag_unix *d)
{
	uint32_t lines = newlines(d->name, d->name_len), i;

	if (d->inode > in->newest)
		in->newest = d->inode;
	if (d->name_len)
		set_bit(in->bound, d->inode);
	if (!lines)
		return;
	in->suspect = true;
	if (d->listening && in->names < NAMES)
		in->name[in->names++] = *d;
	else if (d->listening)
		in->names_lost = true;
	if (in->longs == LONGS) {
		in->longs_lost = true;
		return;
	}
	for (i = in->longs++; i && in->longer[i - 1].inode > d->inode; i--)
		in->longer[i] = in->longer[i - 1];
	in->longer[i].inode = d->inode;
	in->longer[i].newlines = lines;
}

static int ask(struct unix_table *in, uint16_t flags, uint32_t inode)
{
	uint8_t request[DIAG_UNIX_REQUEST];

	in->netlink.seq++;
	diag_unix_request(request, flags, inode, in->netlink.seq);
	return os_netlink_ask(&in->netlink, request, sizeof(request));
}

static void dump(struct unix_table *in)
{
	struct diag_unix d;
	struct nl_msg m;
	int r;

	memset(in->bound, 0, sizeof(in->bound));
	r = ask(in, NL_DUMP, 0);
	while (r >= 0 && (r = os_netlink_next(&in->netlink, &m)) > 0)
		if (m.type == DIAG_BY_FAMILY && diag_parse_unix(&d, m.body, m.len))
			remember(in, &d);
	in->told = r >= 0;
}

enum answer {
	ALIVE,
	GONE,
	TOO_MANY, /* questions */
};

/* The socket with this inode, as it is now. */
static enum answer question(struct unix_table *in, uint64_t inode, struct diag_unix *d)
{
	struct nl_msg m;

	if (in->questions == MOST_QUESTIONS)
		return TOO_MANY;
	in->questions++;
	if (inode > UINT32_MAX || ask(in, 0, (uint32_t)inode) < 0 ||
		os_netlink_next(&in->netlink, &m) <= 0 || m.type != DIAG_BY_FAMILY)
		return GONE;
	return diag_parse_unix(d, m.body, m.len) ? ALIVE : GONE;
}

/* Whether the dump has told how many lines the name of this socket takes. */
static bool was_told(const struct unix_table *in, uint64_t inode)
{
	return !in->longs_lost && inode <= in->newest && has_bit(in->bound, inode);
}

/* Sets how many more lines the name of the waiting row takes, and whether that is sure. */
static void count_lines(struct unix_table *in)
{
	uint64_t inode = in->waiting.inode;
	uint32_t low = 0, high = in->longs;

	in->more = in->taken = 0;
	in->held = in->waiting.name_len;
	in->tail = UNIXSOCK_NAME;
	in->sure = !in->told || !in->waiting.has_name;
	if (in->sure || !inode)
		return;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (in->longer[middle].inode < inode)
			low = middle + 1;
		else
			high = middle;
	}
	in->sure = was_told(in, inode);
	if (low < in->longs && in->longer[low].inode == inode) {
		in->sure = true;
		in->more = in->longer[low].newlines;
	}
}

/* Whether a known listener's name begins with the waiting row's, a newline and this whole line. */
static bool goes_on(const struct unix_table *in, const char *line, size_t len)
{
	size_t had = in->waiting.name_len;
	unsigned i;

	for (i = 0; i < in->names; i++) {
		const char *text = in->name[i].name;
		size_t left = in->name[i].name_len;

		if (left <= had || memcmp(text, in->waiting.name, had) != 0 || text[had] != '\n')
			continue;
		text += had + 1;
		left -= had + 1;
		if (left >= len && memcmp(text, line, len) == 0 &&
			(left == len || text[len] == '\n'))
			return true;
	}
	return false;
}

static bool same_name(const char *a, size_t a_len, const char *b, size_t b_len)
{
	return a_len == b_len && memcmp(a, b, a_len) == 0;
}

enum verdict {
	ROW,
	PIECE,	  /* of the waiting row's name */
	VANISHED, /* a row, or not: there is no such socket any more */
	UNSURE,
};

/* What it is that reads like a row and may still be a piece of the waiting row's name. */
static enum verdict judge(struct unix_table *in, const struct unixsock *next)
{
	const struct unixsock *w = &in->waiting;
	enum verdict doubt = in->suspect ? UNSURE : ROW;
	struct diag_unix d;
	enum answer a;
	const char *end;

	if (w->inode) {
		a = question(in, w->inode, &d);
		if (a == ALIVE) {
			uint32_t lines = newlines(d.name, d.name_len);

			in->sure = true;
			in->more = lines > in->taken ? lines - in->taken : 0;
			return in->more ? PIECE : ROW;
		}
		if (a == TOO_MANY)
			return doubt;
	} else if (!next->inode) {
		/* What waits in a listener's queue has its name, often one after another. */
		bool same = same_name(w->name, w->name_len, next->name, next->name_len);

		return same || !in->names_lost ? ROW : UNSURE;
	}
	a = question(in, next->inode, &d);
	if (a != ALIVE)
		return a == TOO_MANY ? doubt : in->suspect ? UNSURE : VANISHED;
	end = memchr(d.name, '\n', d.name_len);
	if (end)
		d.name_len = (size_t)(end - d.name);
	return same_name(d.name, d.name_len, next->name, next->name_len) ? ROW : UNSURE;
}

int os_unix_open(bool check)
{
	struct unix_table *in = &table;
	int r = os_lines_open(&in->lines, "net/unix");

	if (r < 0)
		return r;
	in->any = in->told = in->suspect = in->longs_lost = in->names_lost = false;
	in->inodes = true;
	in->longs = in->names = in->questions = in->more = in->newest = 0;
	in->netlink.fd = -1;
	if (check && os_root_is_live() && os_netlink_open(&in->netlink, OS_NETLINK_SOCK_DIAG) >= 0)
		dump(in);
	return 0;
}

/* The row before is complete; gives whether there was one. */
static bool next_row(struct unix_table *in, const struct unixsock *next, struct unixsock *u)
{
	bool complete = in->any;

	*u = in->waiting;
	in->waiting = *next;
	in->any = true;
	count_lines(in);
	return complete;
}

/* What to do with one line; true when the row before it is complete. */
static bool take_line(struct unix_table *in, struct unixsock *u)
{
	const struct os_lines *l = &in->lines;
	bool named = in->any && in->waiting.has_name;
	bool known = in->more > 0 || (named && !in->waiting.inode && goes_on(in, l->line, l->len));
	struct unixsock next;

	/* Behind a name a heading would be the name's. */
	if (!known && !named && unixsock_is_heading(l->line, l->len, &in->inodes))
		return false;
	if (!known && unixsock_parse(&next, l->line, l->len, in->inodes, l->whole)) {
		size_t shorter = in->held < in->tail ? in->held : in->tail;
		bool fits = shorter + 1 + l->len <= UNIXSOCK_NAME;
		enum verdict verdict = in->any && !in->sure && fits ? judge(in, &next) : ROW;

		if (verdict == ROW)
			return next_row(in, &next, u);
		if (verdict == UNSURE) {
			in->held += 1 + l->len;
			in->tail = next.name_len;
			os_lines_bad(&in->lines);
		}
		if (verdict != PIECE)
			return false;
		known = true;
	}
	if (!in->any || !l->whole || !unixsock_continue(&in->waiting, l->line, l->len, known))
		os_lines_bad(&in->lines);
	in->more -= in->more > 0;
	in->taken++;
	in->held = in->waiting.name_len;
	return false;
}

int os_unix_next(struct unixsock *u)
{
	struct unix_table *in = &table;
	int r;

	while ((r = os_lines_next(&in->lines)) > 0)
		if (take_line(in, u))
			return 1;
	if (!in->any)
		return r;
	*u = in->waiting;
	in->any = false;
	return 1;
}

int os_unix_close(int r)
{
	os_netlink_close(&table.netlink);
	return os_lines_close(&table.lines, r);
}
