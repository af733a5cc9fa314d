/* links - the interfaces and their addresses, from rtnetlink and from files. */
#include "core/applet.h"
#include "platform/platform.h"

#include <errno.h>
#include <string.h>

/* Both are too large for a small stack. */
static struct os_lines lines;
static struct os_netlink netlink;
static struct ifsort *links;
static int status;

/* False: there is nobody to answer. */
static bool ask(uint16_t type)
{
	uint8_t request[LINK_REQUEST];

	link_request(request, type, ++netlink.seq);
	return netlink.fd >= 0 && os_netlink_ask(&netlink, request, sizeof(request)) >= 0;
}

/* Complains of bad lines once, although a file is read several times. */
static void close_lines(int r)
{
	if (status != STATUS_FINE)
		lines.bad = 0;
	status |= os_lines_close(&lines, r);
}

static void add_label(struct link_addr *a)
{
	const struct ifsort_entry *e;

	for (e = links->first; e; e = e->next) {
		struct iface i;

		if (e->iface.index != a->index || !a->name.name_len)
			continue;
		i = e->iface;
		iface_set_name(&i, a->name.name, a->name.name_len);
		i.known &= ~(uint32_t)IFACE_KNOWS_COUNTERS;
		ifsort_add(links, &i);
		return;
	}
}

int os_links_load(struct ifsort *all)
{
	struct iface i;
	struct nl_msg m;
	uint32_t columns = IFACE_KNOWS_COUNTERS;
	int r;

	links = all;
	ifsort_clear(all);
	status = STATUS_FINE;
	netlink.fd = -1;
	if (os_root_is_live())
		os_netlink_open(&netlink, OS_NETLINK_ROUTE);
	/* What changes meanwhile is no reason to end, and net/dev has all of them anyhow. */
	if (ask(LINK_GET))
		while (os_netlink_next(&netlink, &m) > 0)
			if (link_parse(&i, m.body, m.len)) {
				i.known &= ~(uint32_t)IFACE_KNOWS_COUNTERS;
				ifsort_add(all, &i);
			}
	r = os_lines_open(&lines, "net/dev");
	if (r < 0)
		return r;
	while ((r = os_lines_next(&lines)) > 0)
		if (iface_parse(&i, lines.line, lines.len, columns))
			ifsort_add(all, &i);
		else if (!iface_heading(lines.line, lines.len, &columns))
			os_lines_bad(&lines);
	close_lines(r);
	os_links_addrs(add_label, false);
	if (all->full) {
		os_complain_of("net/dev", PACKED("more interfaces than netlet holds"));
		status = STATUS_UNREAD;
	}
	return 0;
}

void os_links_addrs(void (*take)(struct link_addr *a), bool inet6)
{
	struct link_addr a;
	struct nl_msg m;
	int r;

	if (ask(LINK_GET_ADDR)) {
		while ((r = os_netlink_next(&netlink, &m)) > 0)
			if (link_parse_addr(&a, m.body, m.len))
				take(&a);
		if (r < 0 && r != -EINTR) {
			os_complain("rtnetlink", -r);
			status = STATUS_UNREAD;
		}
	}
	/* Without IPv6 the file is not there. */
	if (!inet6 || os_lines_open(&lines, "net/if_inet6") < 0)
		return;
	while ((r = os_lines_next(&lines)) > 0)
		if (link_parse_inet6(&a, lines.line, lines.len))
			take(&a);
		else
			os_lines_bad(&lines);
	close_lines(r);
}

int os_links_close(void)
{
	os_netlink_close(&netlink);
	return status;
}
