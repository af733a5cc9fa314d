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

/* Once: whether netlink is there. Who cannot hear of changes must ask for names each time. */
static void connect(struct os_counters *in)
{
	in->opened = true;
	in->netlink = os_root_is_live() && os_netlink_open(&in->socket, OS_NETLINK_ROUTE) >= 0;
	in->lacks = in->netlink && os_netlink_listen(&in->socket, GROUP_LINK) < 0;
}

int os_counters_ask(struct os_counters *in, uint16_t type)
{
	uint8_t request[LINK_REQUEST];

	link_request(request, type, ++in->socket.seq);
	return os_netlink_ask(&in->socket, request, sizeof(request));
}

int os_counters_open(struct os_counters *in, bool netlink, bool names)
{
	int r;

	if (netlink && !in->opened)
		connect(in);
	if (in->netlink && !names && !in->lacks) {
		in->names = false;
		r = os_counters_ask(in, LINK_GET_STATS);
		if (r >= 0)
			return r;
		in->lacks = true;
	}
	in->names = true;
	if (in->netlink) {
		r = os_counters_ask(in, LINK_GET);
		if (r >= 0)
			return r;
		os_counters_end(in);
		in->opened = true;
	}
	in->columns = IFACE_KNOWS_COUNTERS;
	return os_lines_open(&in->lines, "net/dev");
}

static int next_message(struct os_counters *in, struct iface *i)
{
	struct nl_msg m;
	int r;

	while ((r = os_netlink_next(&in->socket, &m)) > 0) {
		if (m.type == LINK_NEW_STATS && link_parse_stats(i, m.body, m.len))
			return 1;
		if (m.type == LINK_NEW && link_parse(i, m.body, m.len))
			return 1;
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
	return r < 0 && r != -EINTR ? os_complain("rtnetlink", -r) : STATUS_FINE;
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
		speed = scan_dec_max(&s, UINT32_MAX);
		close(fd);
	}
	return (speed ? speed : 1000) * 1000000;
}
