/* sctp - SCTP rows: one line for each pair of addresses of the two ends. */
#include "core/sctp.h"

#include "netstat.h"

#include <errno.h>

/* An address of an association stands without its port, but for the first. */
static void address_cell(const struct view *v, struct table *t, bool there, const struct addr *a,
	bool with_port, uint16_t port)
{
	if (there && with_port) {
		netstat_endpoint(v, t, PROTO_SCTP, a, port);
	} else if (there) {
		netstat_address(v, table_cell(t), a);
		table_cell_end(t);
	} else {
		table_none(t, "");
		if (v->show & JSON) {
			table_none(t, "");
			table_none(t, "");
		}
	}
}

static void collect(struct scan addresses)
{
	struct addr a;

	while (sctp_next_addr(&addresses, &a))
		os_hosts_want(&a);
}

static void queues(struct table *t, bool shown, const struct sctp *s)
{
	if (shown) {
		table_num(t, s->recv_q);
		table_num(t, s->send_q);
	} else {
		table_none(t, "");
		table_none(t, "");
	}
}

/* What belongs to the whole stands on its last line, and in JSON with each pair. */
static void whole(const struct view *v, struct table *t, const struct sctp *s, bool ipv6)
{
	netstat_owner(v, t, s->uid, s->inode);
	if (v->show & TIMERS)
		table_none(t, "");
	netstat_nature(v, t, PROTO_SCTP, ipv6);
	netstat_origin(v, t);
}

static void rows(const struct view *v, struct table *t, enum sctp_table table, const struct sctp *s)
{
	struct scan locals = s->local, remotes = s->remote;
	struct addr local, remote = { 0 };
	bool has_local = sctp_next_addr(&locals, &local);
	bool has_remote = table == SCTP_ASSOCIATIONS && sctp_next_addr(&remotes, &remote);
	bool ipv6 = local.family == ADDR_IPV6;
	bool first = true;
	char state[STATE_TEXT + 1];

	if (!has_remote)
		remote.family = local.family;
	if (!(v->show & (ipv6 ? IPV6 : IPV4)) || (v->show & FILTERS && !netstat_filter_sctp(v, s)))
		return;
	if (v->show & COLLECT) {
		collect(s->local);
		collect(s->remote);
		return;
	}
	if (v->show & COUNT_BY) {
		netstat_count_inet(v, PROTO_SCTP,
			&(struct sock){
				.local = local,
				.remote = remote,
				.local_port = s->local_port,
				.remote_port = s->remote_port,
				.state = s->state,
				.inode = s->inode,
			});
		return;
	}
	for (; has_local || has_remote; first = false) {
		bool ports = first || table == SCTP_ENDPOINTS || v->show & JSON;
		bool all = first || v->show & JSON;

		table_row(t, os_out());
		table_str(t, all ? "sctp" : "");
		queues(t, all && table == SCTP_ASSOCIATIONS, s);
		address_cell(v, t, has_local, &local, ports, s->local_port);
		address_cell(v, t, has_remote, &remote, ports, s->remote_port);
		table_str(t, all ? netstat_state(state, PROTO_SCTP, s->state) : "");
		has_local = has_local && sctp_next_addr(&locals, &local);
		has_remote = has_remote && sctp_next_addr(&remotes, &remote);
		if (v->show & JSON)
			whole(v, t, s, ipv6);
		else if (has_local || has_remote)
			table_break(t);
	}
	if (!(v->show & JSON))
		whole(v, t, s, ipv6);
}

static int list(const struct view *v, struct table *t, enum sctp_table table, bool *found)
{
	const char *file = table == SCTP_ENDPOINTS ? "net/sctp/eps" : "net/sctp/assocs";
	struct os_lines in;
	struct sctp s;
	int r = os_lines_open(&in, file);

	if (r == -ENOENT)
		return STATUS_FINE;
	*found = true;
	if (r < 0)
		return os_complain_file(file, -r);
	while ((r = os_lines_next(&in)) > 0) {
		if (sctp_parse(&s, table, in.line, in.len, in.whole))
			rows(v, t, table, &s);
		else if (!sctp_is_heading(in.line, in.len))
			os_lines_bad(&in);
	}
	return os_lines_close(&in, r);
}

int netstat_sctp(const struct view *v, struct table *t, bool *found)
{
	int status = STATUS_FINE;

	*found = false;
	if (v->show & (ALL | LISTENING))
		status |= list(v, t, SCTP_ENDPOINTS, found);
	if ((v->show & ALL || !(v->show & LISTENING)))
		status |= list(v, t, SCTP_ASSOCIATIONS, found);
	if (!*found && v->show & VERBOSE)
		os_complain_file("net/sctp", ENOENT);
	return status;
}
