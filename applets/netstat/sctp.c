/* sctp - SCTP rows: one line for each pair of addresses of the two ends. */
#include "core/sctp.h"

#include "netstat.h"

#include <errno.h>

/* An address of an association stands without its port, but for the first. */
static void address_cell(const struct view *v, struct table *t, bool there, const struct addr *a,
	bool with_port, uint16_t port)
{
	if (!there) {
		table_str(t, "");
	} else if (with_port) {
		netstat_endpoint(v, t, PROTO_SCTP, a, port);
	} else {
		addr_fmt(table_cell(t), a);
		table_cell_end(t);
	}
}

static void rows(const struct view *v, struct table *t, enum sctp_table table, const struct sctp *s)
{
	struct scan locals = s->local, remotes = s->remote;
	struct addr local, remote;
	bool has_local = sctp_next_addr(&locals, &local);
	bool has_remote = table == SCTP_ASSOCIATIONS && sctp_next_addr(&remotes, &remote);
	bool first = true;

	if (!(v->show & (local.family == ADDR_IPV6 ? IPV6 : IPV4)))
		return;
	for (; has_local || has_remote; first = false) {
		bool ports = first || table == SCTP_ENDPOINTS;

		table_row(t, os_out());
		table_str(t, first ? "sctp" : "");
		if (first && table == SCTP_ASSOCIATIONS) {
			table_num(t, s->recv_q);
			table_num(t, s->send_q);
		} else {
			table_str(t, "");
			table_str(t, "");
		}
		address_cell(v, t, has_local, &local, ports, s->local_port);
		address_cell(v, t, has_remote, &remote, ports, s->remote_port);
		if (first)
			netstat_state(t, s->state);
		else
			table_str(t, "");
		has_local = has_local && sctp_next_addr(&locals, &local);
		has_remote = has_remote && sctp_next_addr(&remotes, &remote);
		if (has_local || has_remote)
			table_break(t);
	}
	/* What belongs to the whole stands on its last line. */
	netstat_owner(v, t, s->uid, s->inode);
	if (v->show & TIMERS)
		table_str(t, "");
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
	if (r < 0) {
		os_complain_file(file, -r);
		return STATUS_UNREAD;
	}
	while ((r = os_lines_next(&in)) > 0 && !os_interrupted()) {
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
	if (v->show & (ALL | LISTENING) && list(v, t, SCTP_ENDPOINTS, found) != STATUS_FINE)
		status = STATUS_UNREAD;
	if ((v->show & ALL || !(v->show & LISTENING)) &&
		list(v, t, SCTP_ASSOCIATIONS, found) != STATUS_FINE)
		status = STATUS_UNREAD;
	if (!*found && v->show & VERBOSE)
		os_complain_file("net/sctp", ENOENT);
	return status;
}
