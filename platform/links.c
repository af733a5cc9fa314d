/* links - the interfaces and their addresses, from rtnetlink or from files and ioctl(2). */
#include "core/link.h"

#include "core/applet.h"
#include "platform/platform.h"

#include <errno.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	STRICT_CHECK = 12, /* NETLINK_GET_STRICT_CHK, since Linux 4.20 */
};

void os_links_open(struct os_links *in, bool netlink)
{
	const int one = 1;
	bool live = os_root_is_live();

	in->status = STATUS_FINE;
	in->netlink.fd = in->lines.fd = -1;
	in->fd = live ? socket(AF_INET, SOCK_DGRAM, 0) : -1;
	in->file = !live || !netlink || os_netlink_open(&in->netlink, OS_NETLINK_ROUTE) < 0;
	if (!in->file)
		setsockopt(in->netlink.fd, SOL_NETLINK, STRICT_CHECK, &one, sizeof(one));
}

/* All interfaces. One without counters comes of a kernel that keeps them for its files. */
static bool ask_links(struct os_links *in)
{
	uint8_t request[LINK_REQUEST];
	struct nl_walk first;
	struct iface i;
	struct nl_msg m;
	size_t len = link_request(request, ++in->netlink.seq);

	if (os_netlink_ask(&in->netlink, request, len) < 0)
		return false;
	first = in->netlink.walk;
	return nl_next(&first, &m) && m.type == LINK_NEW && link_parse(&i, m.body, m.len) &&
	       iface_knows(&i, IFACE_RX_BYTES);
}

int os_links_pass(struct os_links *in)
{
	in->aliases = false;
	in->columns.count = 0;
	if (!in->file && ask_links(in))
		return 0;
	in->file = true;
	return os_lines_open(&in->lines, "net/dev");
}

/* What changes meanwhile is no reason to end: then the messages are as true as a file's lines. */
static int next_message(struct os_links *in, struct nl_msg *m)
{
	int r = os_netlink_next(&in->netlink, m);

	return r == -EINTR ? m->type != NL_DONE : r;
}

/* Complains of bad lines once, although files are read several times. Gives 0. */
static int close_lines(struct os_links *in, int r)
{
	if (in->status != STATUS_FINE)
		in->lines.bad = 0;
	if (os_lines_close(&in->lines, r) != STATUS_FINE)
		in->status = STATUS_UNREAD;
	return 0;
}

static int refused(struct os_links *in, int r)
{
	os_complain("rtnetlink", -r);
	in->status = STATUS_UNREAD;
	return 0;
}

static int next_link(struct os_links *in, struct iface *i)
{
	struct nl_msg m;
	int r;

	if (!in->file) {
		while ((r = next_message(in, &m)) > 0)
			if (m.type == LINK_NEW && link_parse(i, m.body, m.len))
				break;
		return r;
	}
	while ((r = os_lines_next(&in->lines)) > 0) {
		if (iface_parse(i, &in->columns, in->lines.line, in->lines.len, in->lines.whole))
			return 1;
		if (!iface_heading(&in->columns, in->lines.line, in->lines.len))
			os_lines_bad(&in->lines);
	}
	return close_lines(in, r);
}

/* All IPv4 addresses, with no more than their labels. */
static void ask_conf(struct os_links *in)
{
	struct ifconf c = { .ifc_len = sizeof(in->netlink.buf) };

	c.ifc_buf = (char *)in->netlink.buf;
	in->conf = in->confs = 0;
	if (ioctl(in->fd, SIOCGIFCONF, &c) < 0)
		return;
	in->confs = (unsigned)c.ifc_len / sizeof(struct ifreq);
	if (in->confs == sizeof(in->netlink.buf) / sizeof(struct ifreq)) {
		if (in->status == STATUS_FINE)
			os_complain_of("SIOCGIFCONF", "more addresses than fit");
		in->status = STATUS_UNREAD;
	}
}

/* Begins to give the IPv4 addresses of an interface; 0: of all. */
static int ask_addrs(struct os_links *in, uint32_t index)
{
	uint8_t request[LINK_REQUEST];

	if (in->file) {
		ask_conf(in);
		return 0;
	}
	return os_netlink_ask(&in->netlink, request,
		link_addr_request(request, index, ++in->netlink.seq));
}

/* The next one that SIOCGIFCONF told of, and what only each of them can be asked for. */
static void next_conf(struct os_links *in, struct link_addr *a)
{
	static const struct {
		uint16_t request;
		uint8_t addr;
	} asks[] = {
		{ SIOCGIFADDR, LINK_LOCAL },
		{ SIOCGIFDSTADDR, LINK_PEER },
		{ SIOCGIFBRDADDR, LINK_BROADCAST },
		{ SIOCGIFNETMASK, 0 },
	};
	struct ifreq told, q;
	uint32_t mask;
	size_t n;

	memcpy(&told, in->netlink.buf + in->conf++ * sizeof(told), sizeof(told));
	memset(a, 0, sizeof(*a));
	a->name_len = (uint8_t)strnlen(told.ifr_name, sizeof(told.ifr_name));
	memcpy(a->name, told.ifr_name, a->name_len);
	for (n = 0; n < COUNT(asks); n++) {
		q = told;
		if (ioctl(in->fd, asks[n].request, &q) >= 0)
			link_set_ipv4(a, asks[n].addr, (uint8_t *)q.ifr_addr.sa_data + 2);
	}
	for (mask = nl_u32(a->addrs[0].bytes); mask; mask &= mask - 1)
		a->prefix++;
}

/* The next IPv4 address, whatever its interface. */
static int next_addr(struct os_links *in, struct link_addr *a)
{
	struct nl_msg m;
	int r;

	if (in->file) {
		if (in->conf == in->confs)
			return 0;
		next_conf(in, a);
		return 1;
	}
	while ((r = next_message(in, &m)) > 0)
		if (m.type == LINK_ADDR_NEW && link_parse_addr(a, m.body, m.len))
			break;
	return r;
}

int os_links_next(struct os_links *in, struct iface *i)
{
	struct link_addr a;
	int r;

	if (!in->aliases) {
		r = next_link(in, i);
		if (r != 0)
			return r;
		in->aliases = true;
		r = ask_addrs(in, 0);
		if (r < 0)
			return r;
	}
	while ((r = next_addr(in, &a)) > 0) {
		if (!link_is_alias(&a))
			continue;
		memset(i, 0, sizeof(*i));
		i->alias = true;
		i->index = a.index;
		i->name_len = a.name_len;
		memcpy(i->name, a.name, sizeof(i->name));
		break;
	}
	return r;
}

void os_links_ask(const struct os_links *in, struct iface *i)
{
	static const struct {
		uint16_t request;
		uint8_t value;
	} asks[] = {
		{ SIOCGIFFLAGS, IFACE_FLAGS },
		{ SIOCGIFMTU, IFACE_MTU },
		{ SIOCGIFTXQLEN, IFACE_QUEUE },
	};
	struct ifreq q = { 0 };
	size_t n;

	if (iface_knows(i, IFACE_FLAGS) || i->name_len >= sizeof(q.ifr_name))
		return;
	memcpy(q.ifr_name, i->name, i->name_len);
	for (n = 0; n < COUNT(asks); n++) {
		if (ioctl(in->fd, asks[n].request, &q) >= 0)
			iface_set(i, asks[n].value,
				n ? (uint32_t)q.ifr_mtu : (uint16_t)q.ifr_flags);
	}
	memset(&q.ifr_ifru, 0, sizeof(q.ifr_ifru));
	if (ioctl(in->fd, SIOCGIFHWADDR, &q) >= 0) {
		i->type = q.ifr_hwaddr.sa_family;
		n = iface_hardware(i->type).bytes;
		i->hardware_len = n <= sizeof(q.ifr_hwaddr.sa_data) ? (uint8_t)n : 0;
		memcpy(i->hardware, q.ifr_hwaddr.sa_data, sizeof(q.ifr_hwaddr.sa_data));
	}
	if (ioctl(in->fd, SIOCGIFMAP, &q) >= 0) {
		iface_set(i, IFACE_MEM_START, q.ifr_map.mem_start);
		iface_set(i, IFACE_MEM_END, q.ifr_map.mem_end);
		iface_set(i, IFACE_BASE, q.ifr_map.base_addr);
		iface_set(i, IFACE_IRQ, q.ifr_map.irq);
		iface_set(i, IFACE_DMA, q.ifr_map.dma);
	}
}

int os_links_addrs(struct os_links *in, const struct iface *i)
{
	in->inet6 = false;
	return ask_addrs(in, i->index);
}

static bool belongs(const struct link_addr *a, const struct iface *i)
{
	bool same = a->name_len == i->name_len && !memcmp(a->name, i->name, a->name_len);

	if (!i->index || a->addrs[LINK_LOCAL].family == ADDR_IPV6)
		return same;
	return a->index == i->index && (i->alias ? same : !link_is_alias(a));
}

int os_links_next_addr(struct os_links *in, const struct iface *i, struct link_addr *a)
{
	int r;

	if (!in->inet6) {
		while ((r = next_addr(in, a)) > 0)
			if (belongs(a, i))
				return 1;
		if (r < 0)
			return refused(in, r);
		/* Without IPv6 the file is not there. */
		if (os_lines_open(&in->lines, "net/if_inet6") < 0)
			return 0;
		in->inet6 = true;
	}
	while ((r = os_lines_next(&in->lines)) > 0) {
		if (!link_parse_inet6(a, in->lines.line, in->lines.len))
			os_lines_bad(&in->lines);
		else if (belongs(a, i))
			return 1;
	}
	return close_lines(in, r);
}

int os_links_close(struct os_links *in, int r)
{
	if (r < 0 && in->file)
		close_lines(in, r);
	else if (r < 0)
		refused(in, r);
	os_netlink_close(&in->netlink);
	if (in->fd >= 0)
		close(in->fd);
	return in->status;
}
