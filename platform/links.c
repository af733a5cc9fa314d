/* links - the interfaces and their addresses, from rtnetlink and from files. */
#include "core/applet.h"
#include "core/packed.h"
#include "platform/platform.h"

#include <errno.h>
#include <string.h>

static struct os_counters in; /* too large for a small stack */
static struct ifsort *links;
static int status;

/* Complains of bad lines once, although a file is read several times. */
static void close_lines(int r)
{
	if (status != STATUS_FINE)
		in.lines.bad = 0;
	status |= os_lines_close(&in.lines, r);
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
	unsigned tries = 4; /* until nothing changes meanwhile */
	struct iface i;
	int r;

	links = all;
	status = STATUS_FINE;
	do {
		ifsort_clear(all);
		r = os_counters_open(&in, true, true);
		if (r < 0)
			return r;
		while ((r = os_counters_next(&in, &i)) > 0)
			if (i.known)
				ifsort_add(all, &i);
	} while (r == -EINTR && --tries);
	status = os_counters_close(&in, r);
	os_links_addrs(add_label, false);
	if (all->full)
		status = os_complain_of("net/dev", PACKED("more interfaces than netlet holds"));
	return 0;
}

void os_links_addrs(void (*take)(struct link_addr *a), bool inet6)
{
	struct link_addr a;
	struct nl_msg m;
	int r;

	if (in.netlink && os_counters_ask(&in, LINK_GET_ADDR) >= 0) {
		while ((r = os_netlink_next(&in.socket, &m)) > 0)
			if (link_parse_addr(&a, m.body, m.len))
				take(&a);
		if (r < 0 && r != -EINTR)
			status = os_complain("rtnetlink", -r);
	}
	/* Without IPv6 the file is not there. */
	if (!inet6 || os_lines_open(&in.lines, "net/if_inet6") < 0)
		return;
	while ((r = os_lines_next(&in.lines)) > 0)
		if (link_parse_inet6(&a, in.lines.line, in.lines.len))
			take(&a);
		else
			os_lines_bad(&in.lines);
	close_lines(r);
}

int os_links_close(void)
{
	os_counters_end(&in);
	return status;
}
