/* route_change - adding and deleting routes: by rtnetlink, or by the older ioctls. */
#include "core/rt.h"
#include "platform/calls.h"
#include "platform/platform.h"

#include <errno.h>
#include <net/route.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	MOST_METRIC = INT16_MAX - 1, /* rtentry counts it from 1, in 16 bits */
	MOST_IRTT = UINT16_MAX,
};

static const char by_netlink[] = PACKED("this takes netlink, which is refused here");

static void set_words(char words[OS_REFUSAL], const char *text)
{
	struct fmt f = fmt_open(words, OS_REFUSAL - 1);

	packed_fmt(&f, text);
	*f.at = 0;
}

static struct sockaddr socket_address(const struct addr *a)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	struct sockaddr out;

	memcpy(&in.sin_addr, a->bytes, sizeof(in.sin_addr));
	memcpy(&out, &in, sizeof(out));
	return out;
}

static int call(int family, bool add, void *argument)
{
	int fd = os_socket(family, SOCK_DGRAM, 0);
	int r = fd < 0 || os_ioctl(fd, add ? SIOCADDRT : SIOCDELRT, argument) < 0 ? -errno : 0;

	if (fd >= 0)
		close(fd);
	return r;
}

static int change_ipv4(const struct route *r, bool add)
{
	char iface[ROUTE_IFACE];
	const struct addr mask = route_mask_addr(r->mask);
	struct rtentry e = {
		.rt_dst = socket_address(&r->to),
		.rt_gateway = socket_address(&r->via),
		.rt_genmask = socket_address(&mask),
		.rt_flags = (unsigned short)(r->flags & UINT16_MAX),
		.rt_metric = (short)(r->metric + 1),
		.rt_mtu = r->mss,
		.rt_window = r->metrics[ROUTE_WINDOW],
		.rt_irtt = (unsigned short)r->irtt,
	};

	memcpy(iface, r->iface, sizeof(iface));
	if (*iface)
		e.rt_dev = iface;
	if (r->mss)
		e.rt_flags |= RTF_MSS;
	if (r->metrics[ROUTE_WINDOW])
		e.rt_flags |= RTF_WINDOW;
	if (r->irtt)
		e.rt_flags |= RTF_IRTT;
	return call(AF_INET, add, &e);
}

static int change_ipv6(const struct route *r, bool add)
{
	struct in6_rtmsg m = {
		.rtmsg_type = r->type,
		.rtmsg_dst_len = r->to_len,
		.rtmsg_metric = r->metric,
		.rtmsg_flags = r->flags & (RTF_UP | RTF_GATEWAY | RTF_REJECT),
		.rtmsg_ifindex = (int)r->oif,
	};

	memcpy(&m.rtmsg_dst, r->to.bytes, sizeof(m.rtmsg_dst));
	memcpy(&m.rtmsg_gateway, r->via.bytes, sizeof(m.rtmsg_gateway));
	return call(AF_INET6, add, &m);
}

static int change_by_ioctl(const struct route *route, bool add, char words[OS_REFUSAL])
{
	const bool ipv4 = route->to.family == ADDR_IPV4;
	struct route r = *route;

	int result;

	if ((ipv4 && r.type == ROUTE_BLACKHOLE) || (r.via.family && r.via.family != r.to.family) ||
		(ipv4 ? r.metric > MOST_METRIC || r.irtt > MOST_IRTT
		      : r.mss || r.irtt || r.metrics[ROUTE_WINDOW] || r.metrics[ROUTE_MTU])) {
		set_words(words, by_netlink);
		return -EOPNOTSUPP;
	}
	if (*r.iface && !r.oif)
		os_iface_index(r.iface, &r.oif);
	result = ipv4 ? change_ipv4(&r, add) : change_ipv6(&r, add);
	/* One of a scope or type that cannot be said this way. */
	if (result != -ESRCH)
		return result;
	set_words(words, by_netlink);
	return -EOPNOTSUPP;
}

int os_route_add(struct os_routes *in, const struct route *r, bool replace, char words[OS_REFUSAL])
{
	uint8_t request[RT_CHANGE_REQUEST];
	struct route by_ioctl = *r;
	size_t len;

	if (os_routes_connect(in) >= 0) {
		len = rt_change_request(request, RT_NEWROUTE,
			(uint16_t)(NL_ACK | NL_CREATE | (replace ? NL_REPLACE : NL_EXCL)),
			++in->socket.seq, r);
		return os_netlink_change(&in->socket, request, len, words);
	}
	by_ioctl.flags = ROUTE_UP;
	if (r->via.family)
		by_ioctl.flags |= ROUTE_GATEWAY;
	if (r->type != ROUTE_UNICAST)
		by_ioctl.flags |= ROUTE_REJECT;
	if (r->to.family == ADDR_IPV4) {
		by_ioctl.mask = route_mask(r->to_len);
		if (r->to_len == 32)
			by_ioctl.flags |= ROUTE_HOST;
	}
	return change_by_ioctl(&by_ioctl, true, words);
}

int os_route_delete(struct os_routes *in, const struct route *r, const uint8_t *message, size_t len,
	char words[OS_REFUSAL])
{
	static uint8_t request[NL_HEADER + OS_ROUTE_MESSAGE]; /* too large for a small stack */

	if (!in->netlink)
		return change_by_ioctl(r, false, words);
	if (!len || os_routes_connect(in) < 0)
		return -EMSGSIZE;
	len = rt_delete_request(request, ++in->socket.seq, message, len);
	return os_netlink_change(&in->socket, request, len, words);
}

int os_route_delete_hop(struct os_routes *in, const struct route *r, char words[OS_REFUSAL])
{
	uint8_t request[RT_CHANGE_REQUEST];
	int result = os_routes_connect(in);

	if (result < 0)
		return result;
	return os_netlink_change(&in->socket, request,
		rt_change_request(request, RT_DELROUTE, NL_ACK, ++in->socket.seq, r), words);
}
