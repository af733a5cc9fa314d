/* diag - the TCP sockets of a family, from the kernel by sock_diag. */
#include "core/diag.h"

#include "core/applet.h"
#include "platform/platform.h"

#include <errno.h>

static int ask(struct os_diag *in, uint8_t *request, size_t len)
{
	if (in->peers)
		len = diag_of_peers(request, len, in->peers, in->n_peers);
	return os_netlink_ask(&in->netlink, request, len);
}

static int ask_all(struct os_diag *in, uint32_t states)
{
	uint8_t request[DIAG_TCP_REQUEST + DIAG_PEERS_BYTES];

	diag_tcp_request_all(request, states, in->netlink.seq);
	return ask(in, request, DIAG_TCP_REQUEST);
}

static int ask_family(struct os_diag *in, uint32_t states)
{
	uint8_t request[DIAG_INET_REQUEST + DIAG_PEERS_BYTES];

	in->others = OS_DIAG_NONE;
	diag_tcp_request(request, in->family, states, ++in->netlink.seq);
	return ask(in, request, DIAG_INET_REQUEST);
}

int os_diag_open(struct os_diag *in, enum addr_family family, uint32_t states,
	enum os_diag_others others)
{
	int r;

	in->again = in->all_kept && family != in->family;
	in->all_kept = false;
	in->netlink.fd = -1;
	if (in->again)
		return 0;
	r = os_root_is_live() ? os_netlink_open(&in->netlink, OS_NETLINK_SOCK_DIAG) : -EOPNOTSUPP;
	if (r < 0)
		return r;
	in->family = family;
	in->others = others;
	in->kept = in->given = 0;
	if (others == OS_DIAG_NONE || ask_all(in, states) < 0)
		r = ask_family(in, states);
	if (r < 0)
		os_netlink_close(&in->netlink);
	return r;
}

/* A socket of the other family; more than fit are asked for anew. */
static void keep(struct os_diag *in, const struct sock *s)
{
	if (in->kept < OS_DIAG_KEPT)
		in->others_kept[in->kept] = *s;
	in->kept++;
}

int os_diag_next(struct os_diag *in, struct sock *s)
{
	struct nl_msg m;
	int r;

	if (in->again) {
		if (in->given == in->kept)
			return 0;
		*s = in->others_kept[in->given++];
		return 1;
	}
	while ((r = os_netlink_next(&in->netlink, &m)) > 0) {
		if ((m.type != DIAG_BY_FAMILY && m.type != DIAG_TCP) ||
			!diag_parse_tcp(s, m.body, m.len)) {
			r = -EPROTO;
			break;
		}
		in->reply = m.body;
		if (s->local.family == in->family || in->others == OS_DIAG_MIXED)
			return 1;
		keep(in, s);
	}
	/* What was given as it came must not be given again, even if it was not all. */
	in->all_kept = in->others == OS_DIAG_MIXED ||
		       (r == 0 && in->others == OS_DIAG_KEEP && in->kept <= OS_DIAG_KEPT);
	return r;
}

int os_diag_destroy(struct os_netlink *by, const struct os_diag *in)
{
	uint8_t request[DIAG_INET_REQUEST];
	struct nl_msg m;
	int r = by->fd > 0 ? 0 : os_netlink_open(by, OS_NETLINK_SOCK_DIAG);

	if (r < 0)
		return r;
	diag_destroy_request(request, ++by->seq, in->reply);
	r = os_netlink_ask(by, request, sizeof(request));
	return r < 0 ? r : os_netlink_next(by, &m);
}

int os_diag_close(struct os_diag *in, int r)
{
	os_netlink_close(&in->netlink);
	return r >= 0 ? STATUS_FINE
		      : os_complain(in->family == ADDR_IPV6 ? "sock_diag tcp6" : "sock_diag tcp",
				-r);
}
