/* cells - titles and cells that several tables of netstat have. */
#include "netstat.h"

#include <errno.h>
#include <string.h>

enum {
	PROGRAM_WIDTH = 19, /* bytes of `PID/Program name` that are shown without -W */
};

/* The texts, which are packed, go to `room`. */
static unsigned copy_shown(const struct view *v, const struct choice *choices, size_t count,
	const char *texts, struct fmt room, struct column *columns)
{
	unsigned n = 0, half;

	for (; count; count--, choices++) {
		if (choices->bit && v->show >> (choices->bit - 1) & 1)
			columns[n++] = (struct column){
				.key = room.at,
				.align = choices->align,
				.width = choices->width,
			};
		for (half = 0; half < 2; half++, texts += strlen(texts) + 1) {
			packed_fmt(&room, texts);
			fmt_char(&room, 0);
		}
	}
	return n;
}

#define ORIGIN_COLUMNS(C)                                                                          \
	C("netns", "", LEFT, 0, ORIGIN)                                                            \
	C("netns_pid", "", LEFT, 0, ORIGIN)                                                        \
	C("netns_program", "", LEFT, 0, ORIGIN)

unsigned netstat_origin_columns(const struct view *v, struct column columns[NETSTAT_ORIGIN])
{
	CHOICES(ORIGIN_COLUMNS);
	static char room[64];

	return v->show & ORIGIN ? copy_shown(v, choices, COUNT(choices), texts,
					  fmt_open(room, sizeof(room)), columns)
				: 0;
}

struct table netstat_table(const struct view *v, const struct choice *choices, size_t count,
	const char *texts, struct column columns[COLUMNS])
{
	static char room[512];
	unsigned n = copy_shown(v, choices, count, texts, fmt_open(room, sizeof(room)), columns);

	n += netstat_origin_columns(v, columns + n);
	return table_open(columns, n, v->json);
}

void netstat_title(const struct view *v, const char *name)
{
	struct fmt *f;

	if (!(v->show & ROWS) || v->json)
		return;
	f = os_out();
	packed_fmt(f, name);
	if (v->show & ALL)
		packed_fmt(f, PACKED(" (servers and established)\n"));
	else if (v->show & LISTENING)
		packed_fmt(f, PACKED(" (only servers)\n"));
	else
		packed_fmt(f, PACKED(" (w/o servers)\n"));
}

int netstat_lacks(const struct view *v, const char *file, int error, bool named)
{
	if (error == -ENOENT) {
		/* A namespace may go while it is listed. */
		if (v->show & NETNSES && !os_netns_is_there())
			return STATUS_FINE;
		if (!named && !(v->show & VERBOSE))
			return STATUS_FINE;
	}
	os_complain_file(file, -error);
	return error == -ENOENT && !named ? STATUS_FINE : STATUS_UNREAD;
}

void netstat_address(const struct view *v, struct fmt *f, const struct addr *a)
{
	bool names = !(v->show & NUMERIC_HOSTS);

	if (names && a->family == ADDR_IPV6 && addr_is_any(a))
		fmt_str(f, "[::]");
	else if (!ENABLE_HOSTS || !names || !os_host_name(f, a))
		addr_fmt(f, a);
}

void netstat_port(const struct view *v, struct fmt *f, enum sock_proto proto, uint16_t port)
{
	if (!port)
		fmt_char(f, '*');
	else if (!ENABLE_NETSTAT_NAMES || v->show & NUMERIC_PORTS || !os_port_name(f, proto, port))
		fmt_dec(f, port);
}

void netstat_endpoint(const struct view *v, struct table *t, enum sock_proto proto,
	const struct addr *a, uint16_t port)
{
	struct fmt *f = table_cell(t);

	netstat_address(v, f, a);
	if (v->show & JSON) {
		table_cell_end(t);
		table_cell(t);
	} else {
		fmt_char(f, ':');
	}
	netstat_port(v, f, proto, port);
	table_cell_end(t);
	if (v->show & JSON)
		table_known(t, port, port);
}

const char *netstat_state(char buf[STATE_TEXT + 1], enum sock_proto proto, unsigned state)
{
	const char *name = NULL;
	struct fmt f;

	if (proto == PROTO_TCP || proto == PROTO_SCTP)
		name = sock_state_name(state);
	else if (proto != PROTO_RAW)
		name = state == SOCK_ESTABLISHED ? "ESTABLISHED"
		       : state == SOCK_CLOSE	 ? ""
						 : "UNKNOWN";
	if (name)
		return name;
	f = fmt_open(buf, STATE_TEXT);
	if (proto != PROTO_RAW)
		fmt_str(&f, "UNKNOWN(");
	fmt_dec(&f, state);
	if (proto != PROTO_RAW)
		fmt_char(&f, ')');
	*f.at = 0;
	return buf;
}

static void fmt_user(const struct view *v, struct fmt *f, uint32_t uid)
{
	if (ENABLE_NETSTAT_NAMES && !(v->show & NUMERIC_USERS) && os_user_name(f, uid))
		return;
	/* As net-tools prints it: a uid of 2^31 and above is negative. */
	if (uid > INT32_MAX)
		fmt_char(f, '-');
	fmt_dec(f, uid > INT32_MAX ? 0 - uid : uid);
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
			os_note(PACKED(
				"(Not all processes could be identified, non-owned process info\n"
				" will not be shown, you would have to be root to see it all.)\n"));
		} else {
			packed_fmt(&f, PACKED("(No info could be read for \"-p\": geteuid()="));
			fmt_dec(&f, os_user_id());
			packed_fmt(&f, PACKED(" but you should be root.)\n"));
			*f.at = 0;
			os_note(text);
		}
		v->refusal_said = true;
	}
	return r < 0 ? STATUS_UNREAD : STATUS_FINE;
}

static void program_json(const struct view *v, struct table *t, uint64_t inode)
{
	struct os_owner o;
	uint32_t above = 0;

	if (os_owners_find(&v->owners, inode, 0, &o)) {
		table_text(t, o.name, o.name_len);
		table_num(t, o.pid);
	} else {
		table_none(t, "");
		table_none(t, "");
	}
	json_open(t, '[');
	while (os_owners_find(&v->owners, inode, above, &o)) {
		struct fmt *f = os_out();

		fmt_str(f, above ? ",{\"pid\":" : "{\"pid\":");
		fmt_dec(f, o.pid);
		fmt_str(f, ",\"program_name\":");
		if (o.name_len)
			json_string(f, o.name, o.name_len);
		else
			fmt_str(f, "null");
		fmt_char(f, '}');
		above = o.pid;
	}
	os_out();
	json_close(t, ']');
}

void netstat_program(const struct view *v, struct table *t, uint64_t inode)
{
	struct fmt *f;
	struct os_owner o;
	const char *from;

	if (v->show & JSON) {
		program_json(v, t, inode);
		return;
	}
	f = table_cell(t);
	from = f->at;
	if (!os_owners_find(&v->owners, inode, 0, &o)) {
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
		fmt_user(v, table_cell(t), uid);
		table_cell_end(t);
		table_num(t, inode);
	}
	if (v->show & PROGRAMS)
		netstat_program(v, t, inode);
}

void netstat_origin(const struct view *v, struct table *t)
{
	const struct os_netns *n = v->netns;

	if (!(v->show & ORIGIN))
		return;
	os_out(); /* a second name may need as much room as the first */
	table_known(t, n->inode, n->inode);
	table_num(t, n->pid);
	table_text(t, n->name, n->name_len);
}
