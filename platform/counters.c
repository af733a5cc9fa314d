/* counters - the interfaces and their counters, again and again, at the least cost. */
#include "core/applet.h"
#include "core/scan.h"
#include "platform/calls.h"
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum {
	GROUP_LINK = 1 << 0, /* RTNLGRP_LINK */
};

/* Who cannot hear of changes must ask for names each time. */
static int connect(struct os_counters *in)
{
	int r = os_root_is_live() ? os_netlink_open(&in->socket, OS_NETLINK_ROUTE) : -ENOENT;

	in->netlink = r >= 0;
	in->lacks = in->netlink && os_netlink_listen(&in->socket, GROUP_LINK) < 0;
	return r;
}

int os_counters_ask(struct os_counters *in, uint16_t type)
{
	uint8_t request[LINK_REQUEST];

	link_request(request, type, ++in->socket.seq);
	return os_netlink_ask(&in->socket, request, sizeof(request));
}

/* Once it has answered, a failure is one of this look only. */
static int ask_netlink(struct os_counters *in, bool names)
{
	int r = 0;

	if (!in->opened) {
		r = connect(in);
		in->opened = names = true; /* nothing is known of what has changed so far */
	}
	if (in->netlink && !names && !in->lacks) {
		r = os_counters_ask(in, LINK_GET_STATS);
		/* Old kernels do not know this question, and a sandbox may refuse it. */
		in->lacks = r < 0;
		in->names = in->lacks;
		if (!in->lacks)
			return r;
	}
	if (in->netlink)
		r = os_counters_ask(in, LINK_GET);
	in->answers |= in->netlink && r >= 0;
	return r;
}

int os_counters_open(struct os_counters *in, bool netlink, bool names)
{
	int r = -ENOENT;

	in->names = true;
	if (netlink)
		r = ask_netlink(in, names);
	if (!in->netlink || r < 0) {
		os_counters_end(in);
		in->opened = !in->answers;
		if (!in->answers)
			r = os_lines_open(&in->lines, "net/dev");
		in->columns = IFACE_KNOWS_COUNTERS;
	}
	return r;
}

static int next_message(struct os_counters *in, struct iface *i)
{
	struct nl_msg m;
	int r;

	while ((r = os_netlink_next(&in->socket, &m)) > 0) {
		bool asked = m.seq == in->socket.seq;

		if (asked && m.type == LINK_NEW_STATS && link_parse_stats(i, m.body, m.len))
			return 1;
		if (asked && m.type == LINK_NEW && link_parse(i, m.body, m.len))
			return 1;
		/* Of a family of its own is what leaves a bridge. */
		if (m.type == LINK_DEL && link_parse(i, m.body, m.len) && !*m.body) {
			i->known = 0;
			return 1;
		}
	}
	return r;
}

int os_counters_next(struct os_counters *in, struct iface *i)
{
	int r;

	if (in->netlink)
		return next_message(in, i);
	while ((r = os_lines_next(&in->lines)) > 0) {
		if (iface_parse(i, in->lines.line, in->lines.len, in->columns))
			return 1;
		if (!iface_heading(in->lines.line, in->lines.len, &in->columns))
			os_lines_bad(&in->lines);
	}
	return r;
}

int os_counters_close(struct os_counters *in, int r)
{
	if (!in->netlink)
		return os_lines_close(&in->lines, r);
	if (r >= 0 || r == -EINTR)
		return STATUS_FINE;
	os_counters_end(in);
	return os_complain("rtnetlink", -r);
}

void os_counters_end(struct os_counters *in)
{
	if (in->netlink)
		os_netlink_close(&in->socket);
	in->netlink = in->opened = false;
}

uint64_t os_link_speed(const char *name)
{
	char path[64], text[16];
	struct fmt f = fmt_open(path, sizeof(path) - 1);
	struct scan s;
	uint64_t speed = 0;
	ssize_t len;
	int fd;

	fmt_str(&f, "/sys/class/net/");
	fmt_str(&f, name);
	fmt_str(&f, "/speed");
	*f.at = 0;
	fd = os_root_is_live() ? os_openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC) : -1;
	if (fd >= 0) {
		len = read(fd, text, sizeof(text));
		s = scan_open(text, len > 0 ? (size_t)len : 0);
		/* Old kernels say 2^32 - 1 where it is not known. */
		speed = scan_dec_max(&s, 9999999);
		close(fd);
	}
	return (speed ? speed : 1000) * 1000000;
}
