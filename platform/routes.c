/* routes - the routes, from the kernel by rtnetlink, or from their file below the proc root. */
#include "core/applet.h"
#include "core/rt.h"
#include "platform/calls.h"
#include "platform/platform.h"

#include <errno.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	SOL_NETLINK_ = 270, /* of include/uapi/linux/netlink.h, as are these */
	EXT_ACK = 11,
	GET_STRICT_CHECK = 12,
};

static const char *file_of(enum addr_family family)
{
	return family == ADDR_IPV6 ? "net/ipv6_route" : "net/route";
}

static int connect_socket(struct os_routes *in)
{
	const int on = 1;
	int r = in->socket.fd > 0 ? 0 : os_netlink_open(&in->socket, OS_NETLINK_ROUTE);

	/* Older kernels do not know this, and give more than is asked for. */
	if (r >= 0)
		setsockopt(in->socket.fd, SOL_NETLINK_, GET_STRICT_CHECK, &on, sizeof(on));
	return r;
}

int os_routes_connect(struct os_routes *in)
{
	const int on = 1;
	int r = connect_socket(in);

	if (r >= 0)
		setsockopt(in->socket.fd, SOL_NETLINK_, EXT_ACK, &on, sizeof(on));
	return r;
}

static int ask(struct os_routes *in)
{
	uint8_t request[RT_GET_REQUEST];
	int r = connect_socket(in);

	if (r < 0)
		return r;
	rt_dump_request(request, in->family, in->table, ++in->socket.seq);
	r = os_netlink_ask(&in->socket, request, in->table ? RT_GET_REQUEST : RT_GET_REQUEST - 8);
	/* A table without a route may not be there yet. */
	return r == -ENOENT && in->table == ROUTE_MAIN ? 0 : r;
}

int os_routes_open(struct os_routes *in, enum addr_family family, uint32_t table,
	enum os_routes_from from)
{
	int r;

	in->family = family;
	in->table = table;
	in->netlink = from != OS_ROUTES_FILE && os_root_is_live();
	if (in->netlink) {
		r = ask(in);
		if (r >= 0 || from == OS_ROUTES_NETLINK)
			return r;
		in->netlink = false;
	}
	return os_lines_open(&in->lines, file_of(family));
}

static int next_message(struct os_routes *in, struct route *r)
{
	int result;

	while ((result = os_netlink_next(&in->socket, &in->last)) > 0)
		if (in->last.type == RT_NEWROUTE && rt_parse(r, in->last.body, in->last.len) &&
			r->to.family == in->family && (!in->table || r->table == in->table))
			break;
	return result;
}

static int next_line(struct os_routes *in, struct route *r)
{
	struct os_lines *l = &in->lines;
	int result;

	while ((result = os_lines_next(l)) > 0) {
		if (in->family == ADDR_IPV6
				? route_parse_ipv6(r, l->line, l->len, l->whole)
				: route_parse_ipv4(r, addr_host_order(), l->line, l->len, l->whole))
			break;
		if (!route_is_heading(l->line, l->len))
			os_lines_bad(l);
	}
	return result;
}

int os_routes_next(struct os_routes *in, struct route *r)
{
	if (os_interrupted())
		return 0;
	return in->netlink ? next_message(in, r) : next_line(in, r);
}

int os_routes_close(struct os_routes *in, int r)
{
	if (!in->netlink)
		return os_lines_close(&in->lines, r);
	if (r == -ENOENT && in->table == ROUTE_MAIN)
		return STATUS_FINE;
	if (r == -EINTR)
		os_complain_of("routes", PACKED("some changed while they were read"));
	else if (r < 0)
		os_complain("rtnetlink", -r);
	return r < 0 ? STATUS_UNREAD : STATUS_FINE;
}

/* A socket of any kind will do. */
static int ask_device(int fd, bool name, struct ifreq *q)
{
	int own = fd > 0 ? fd : os_socket(AF_INET, SOCK_DGRAM, 0);
	int r = own < 0 || os_ioctl(own, name ? SIOCGIFNAME : SIOCGIFINDEX, q) < 0 ? -errno : 0;

	if (own > 0 && own != fd)
		close(own);
	return r;
}

void os_routes_iface(struct os_routes *in, const struct route *r, char name[ROUTE_IFACE])
{
	__typeof__(*in->ifaces) *known = &in->ifaces[r->oif % OS_IFACES];
	struct ifreq q = { .ifr_ifindex = (int)r->oif };
	struct fmt f = fmt_open(name, ROUTE_IFACE - 1);

	if (!r->oif) {
		memcpy(name, r->iface, ROUTE_IFACE);
		return;
	}
	if (known->index != r->oif) {
		if (ask_device(in->socket.fd, true, &q) < 0) {
			/* It is gone. */
			fmt_str(&f, "if");
			fmt_dec(&f, r->oif);
			*f.at = 0;
			return;
		}
		known->index = r->oif;
		memcpy(known->name, q.ifr_name, ROUTE_IFACE);
	}
	memcpy(name, known->name, ROUTE_IFACE);
}

int os_iface_index(const char *name, uint32_t *index)
{
	struct ifreq q = { .ifr_ifindex = 0 };
	int r = -ENODEV;

	if (strlen(name) < sizeof(q.ifr_name)) {
		memcpy(q.ifr_name, name, strlen(name));
		r = ask_device(0, false, &q);
		*index = (uint32_t)q.ifr_ifindex;
	}
	return r;
}
