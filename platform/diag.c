/* diag - the TCP sockets of a family, from the kernel by sock_diag. */
#include "core/diag.h"

#include "core/applet.h"
#include "platform/platform.h"

#include <errno.h>

int os_diag_open(struct os_diag *in, enum addr_family family, uint32_t states)
{
	uint8_t request[DIAG_INET_REQUEST];
	struct nl_walk first;
	struct nl_msg m;
	int r = os_root_is_live() ? os_netlink_open(&in->netlink, OS_NETLINK_SOCK_DIAG)
				  : -EOPNOTSUPP;

	if (r < 0)
		return r;
	in->family = family;
	diag_tcp_request(request, family, states, in->netlink.seq);
	r = os_netlink_ask(&in->netlink, request, sizeof(request));
	/* A kernel without the family, the protocol or the dump says so at once. */
	first = in->netlink.walk;
	if (r >= 0 && nl_next(&first, &m) && (m.type == NL_ERROR || m.type == NL_DONE) &&
		nl_error(&m))
		r = -EOPNOTSUPP;
	if (r < 0)
		os_netlink_close(&in->netlink);
	return r;
}

int os_diag_next(struct os_diag *in, struct sock *s)
{
	struct nl_msg m;
	int r = os_netlink_next(&in->netlink, &m);

	if (r > 0 && (m.type != DIAG_BY_FAMILY || !diag_parse_tcp(s, m.body, m.len)))
		return -EPROTO;
	return r;
}

int os_diag_close(struct os_diag *in, int r)
{
	os_netlink_close(&in->netlink);
	if (r < 0)
		os_complain(in->family == ADDR_IPV6 ? "sock_diag tcp6" : "sock_diag tcp", -r);
	return r < 0 ? STATUS_UNREAD : STATUS_FINE;
}
