/* unixnames - how many lines of /proc/net/unix a name takes, from the kernel by sock_diag. */
#include "core/diag.h"

#include "platform/platform.h"

static int ask(struct os_netlink *n, uint16_t flags, uint32_t inode)
{
	uint8_t request[DIAG_UNIX_REQUEST];

	n->seq++;
	diag_unix_request(request, flags, inode, n->seq);
	return os_netlink_ask(n, request, sizeof(request));
}

void os_unix_names_open(struct os_unix_names *u)
{
	struct nl_msg m;
	int r;

	u->asked = false;
	u->netlink.fd = -1;
	if (!os_root_is_live() || os_netlink_open(&u->netlink, OS_NETLINK_SOCK_DIAG) < 0)
		return;
	r = ask(&u->netlink, NL_DUMP, 0);
	while (r >= 0 && (r = os_netlink_next(&u->netlink, &m)) > 0)
		if (m.type == DIAG_BY_FAMILY && diag_unix_newlines(m.body, m.len))
			u->asked = true;
	if (r < 0)
		u->asked = false;
}

unsigned os_unix_newlines(struct os_unix_names *u, uint64_t inode)
{
	struct nl_msg m;

	if (!u->asked || !inode || inode > UINT32_MAX || ask(&u->netlink, 0, (uint32_t)inode) < 0 ||
		os_netlink_next(&u->netlink, &m) <= 0 || m.type != DIAG_BY_FAMILY)
		return 0;
	return diag_unix_newlines(m.body, m.len);
}

void os_unix_names_close(struct os_unix_names *u)
{
	os_netlink_close(&u->netlink);
}
