/* unix - the table of unix sockets. */
#include "netstat.h"

#include <errno.h>

static const char file[] = "net/unix";

static void flags_cell(struct table *t, uint32_t flags)
{
	struct fmt *f = table_cell(t);

	fmt_str(f, "[ ");
	if (flags & UNIXSOCK_LISTENING)
		fmt_str(f, "ACC ");
	if (flags & UNIXSOCK_WAIT_DATA)
		fmt_str(f, "W ");
	if (flags & UNIXSOCK_NO_SPACE)
		fmt_str(f, "N ");
	fmt_char(f, ']');
	table_cell_end(t);
}

static void row(const struct view *v, struct table *t, const struct unixsock *u)
{
	bool listening = u->state == UNIXSOCK_UNCONNECTED && u->flags & UNIXSOCK_LISTENING;

	if (!(v->show & ALL) && listening != !!(v->show & LISTENING))
		return;
	table_row(t, os_out());
	table_str(t, u->protocol ? "??" : "unix");
	table_num(t, u->refcount);
	flags_cell(t, u->flags);
	table_str(t, unixsock_type_name(u));
	table_str(t, unixsock_state_name(u));
	if (u->has_inode)
		table_num(t, u->inode);
	else
		table_str(t, "-");
	if (v->show & PROGRAMS)
		netstat_program(v, t, u->inode);
	table_text(t, u->name, u->name_len);
}

int netstat_unix(const struct view *v)
{
	static const struct column plain[] = {
		{ "Proto", LEFT, 5 },
		{ "RefCnt", LEFT, 6 },
		{ "Flags", LEFT, 11 },
		{ "Type", LEFT, 10 },
		{ "State", LEFT, 13 },
		{ "I-Node", LEFT, 8 },
		{ "Path", LEFT, 0 },
	};
	static const struct column program = { "PID/Program name", LEFT, 20 };
	struct column columns[COUNT(plain) + 1];
	static struct os_unix in; /* too large for a small stack */
	struct unixsock u;
	struct table t;
	unsigned count = 0;
	size_t i;
	int r;

	for (i = 0; i < COUNT(plain); i++) {
		if (i + 1 == COUNT(plain) && v->show & PROGRAMS)
			columns[count++] = program;
		columns[count++] = plain[i];
	}
	t = table_open(columns, count);
	netstat_title(v, "Active UNIX domain sockets");
	table_heading(&t, os_out());
	r = os_unix_open(&in, ENABLE_NETSTAT_DIAG);
	if (r == -ENOENT && !(v->named & UNIX) && !(v->show & VERBOSE))
		return STATUS_FINE;
	if (r < 0) {
		os_complain_file(file, -r);
		return r == -ENOENT && !(v->named & UNIX) ? STATUS_FINE : STATUS_UNREAD;
	}
	while ((r = os_unix_next(&in, &u)) > 0 && !os_interrupted())
		row(v, &t, &u);
	return os_unix_close(&in, r);
}
