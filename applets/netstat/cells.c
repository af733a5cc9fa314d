/* cells - titles and cells that several tables of netstat have. */
#include "netstat.h"

enum {
	PROGRAM_WIDTH = 19, /* bytes of `PID/Program name` that are shown without -W */
};

void netstat_title(const struct view *v, const char *name)
{
	struct fmt *f = os_out();

	fmt_str(f, name);
	if (v->show & ALL)
		fmt_str(f, " (servers and established)\n");
	else if (v->show & LISTENING)
		fmt_str(f, " (only servers)\n");
	else
		fmt_str(f, " (w/o servers)\n");
}

void netstat_endpoint(const struct view *v, struct table *t, enum sock_proto proto,
	const struct addr *a, uint16_t port)
{
	struct fmt *f = table_cell(t);

	if (a->family == ADDR_IPV6 && !(v->show & NUMERIC_HOSTS) && addr_is_any(a))
		fmt_str(f, "[::]");
	else
		addr_fmt(f, a);
	fmt_char(f, ':');
	if (!port)
		fmt_char(f, '*');
	else if (!ENABLE_NETSTAT_NAMES || v->show & NUMERIC_PORTS || !os_port_name(f, proto, port))
		fmt_dec(f, port);
	table_cell_end(t);
}

void netstat_state(struct table *t, unsigned state)
{
	const char *name = sock_state_name(state);
	struct fmt *f;

	if (name) {
		table_str(t, name);
		return;
	}
	f = table_cell(t);
	fmt_str(f, "UNKNOWN(");
	fmt_dec(f, state);
	fmt_char(f, ')');
	table_cell_end(t);
}

static void user_cell(const struct view *v, struct table *t, uint32_t uid)
{
	struct fmt *f = table_cell(t);

	if (!ENABLE_NETSTAT_NAMES || v->show & NUMERIC_USERS || !os_user_name(f, uid)) {
		/* As net-tools prints it: a uid of 2^31 and above is negative. */
		if (uid > INT32_MAX)
			fmt_char(f, '-');
		fmt_dec(f, uid > INT32_MAX ? 0 - uid : uid);
	}
	table_cell_end(t);
}

int netstat_load_programs(struct view *v)
{
	int r = os_owners_load(&v->owners);
	char text[128];
	struct fmt f = fmt_open(text, sizeof(text) - 1);

	if (r < 0)
		os_complain_file("", -r);
	if (v->owners.refused && !v->refusal_said) {
		if (v->owners.sockets) {
			os_note("(Not all processes could be identified, non-owned process info\n"
				" will not be shown, you would have to be root to see it all.)\n");
		} else {
			fmt_str(&f, "(No info could be read for \"-p\": geteuid()=");
			fmt_dec(&f, os_user_id());
			fmt_str(&f, " but you should be root.)\n");
			*f.at = 0;
			os_note(text);
		}
		v->refusal_said = true;
	}
	return r < 0 ? STATUS_UNREAD : STATUS_FINE;
}

void netstat_program(const struct view *v, struct table *t, uint64_t inode)
{
	struct fmt *f = table_cell(t);
	struct os_owner o;
	const char *from = f->at;

	if (!os_owners_find(&v->owners, inode, &o)) {
		fmt_char(f, '-');
	} else {
		fmt_dec(f, o.pid);
		fmt_char(f, '/');
		fmt_text(f, o.name, o.name_len,
			v->show & WIDE ? SIZE_MAX : (size_t)(PROGRAM_WIDTH - (f->at - from)));
		if (o.others) {
			fmt_str(f, " +");
			fmt_dec(f, o.others);
		}
	}
	table_cell_end(t);
}

void netstat_owner(const struct view *v, struct table *t, uint32_t uid, uint64_t inode)
{
	if (v->show & EXTEND) {
		user_cell(v, t, uid);
		table_num(t, inode);
	}
	if (v->show & PROGRAMS)
		netstat_program(v, t, inode);
}
