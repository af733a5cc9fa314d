/* unix - the table of unix sockets. */
#include "netstat.h"

const char *netstat_unix_proto(const struct unixsock *u)
{
	return u->protocol ? "??" : "unix";
}

/* `[ ACC ]`; in JSON `ACC`. */
static void flags_cell(struct table *t, uint32_t flags)
{
	struct fmt *f = table_cell(t);

	if (!t->json)
		fmt_str(f, "[ ");
	if (flags & UNIXSOCK_LISTENING)
		fmt_str(f, "ACC ");
	if (flags & UNIXSOCK_WAIT_DATA)
		fmt_str(f, "W ");
	if (flags & UNIXSOCK_NO_SPACE)
		fmt_str(f, "N ");
	if (!t->json)
		fmt_char(f, ']');
	else if (f->at[-1] == ' ')
		f->at--;
	table_cell_end(t);
}

static void row(const struct view *v, struct table *t, const struct unixsock *u)
{
	bool listening = u->state == UNIXSOCK_UNCONNECTED && u->flags & UNIXSOCK_LISTENING;

	if (!(v->show & ALL) && listening != !!(v->show & LISTENING))
		return;
	if (v->show & FILTERS && !netstat_filter_unix(v, u))
		return;
	if (v->show & COUNT_BY) {
		netstat_count_unix(v, u);
		return;
	}
	table_row(t, os_out());
	table_str(t, netstat_unix_proto(u));
	table_num(t, u->refcount);
	flags_cell(t, u->flags);
	table_str(t, unixsock_type_name(u));
	table_str(t, unixsock_state_name(u));
	table_known(t, u->has_inode, u->inode);
	if (v->show & PROGRAMS)
		netstat_program(v, t, u->inode);
	table_text(t, u->name, u->name_len);
	if (v->show & JSON)
		table_str(t, "socket");
	netstat_origin(v, t);
}

#define UNIX_COLUMNS(C)                                                                            \
	C("proto", "Proto", LEFT, 5, ALWAYS)                                                       \
	C("refcnt", "RefCnt", LEFT, 6, ALWAYS)                                                     \
	C("flags", "Flags", LEFT, 11, ALWAYS)                                                      \
	C("type", "Type", LEFT, 10, ALWAYS)                                                        \
	C("state", "State", LEFT, 13, ALWAYS)                                                      \
	C("inode", "I-Node", LEFT, 8, ALWAYS)                                                      \
	C("program_name", "PID/Program name", LEFT, 20, PROGRAMS)                                  \
	C("pid", "", LEFT, 0, JSON_PROGRAMS)                                                       \
	C("processes", "", LEFT, 0, JSON_PROGRAMS)                                                 \
	C("path", "Path", LEFT, 0, ALWAYS)                                                         \
	C("kind", "", LEFT, 0, JSON)

int netstat_unix(const struct view *v)
{
	CHOICES(UNIX_COLUMNS);
	struct column columns[COLUMNS];
	struct unixsock u;
	struct table t = netstat_table(v, choices, COUNT(choices), texts, columns);
	int r;

	netstat_title(v, PACKED("Active UNIX domain sockets"));
	if (v->show & ROWS)
		table_heading(&t, os_out());
	r = os_unix_open(ENABLE_NETLINK);
	if (r < 0)
		return netstat_lacks(v, "net/unix", r, v->named & UNIX);
	while ((r = os_unix_next(&u)) > 0)
		row(v, &t, &u);
	return os_unix_close(r);
}
