/* ifaces_long - -ie: all about an interface, as ifconfig shows it, or as JSON. */
#include "ifaces.h"

#include <string.h>

enum {
	SIZE = 1,     /* in a template: the last value, if it is known, once more as a size */
	WORDS = 2,    /* the flags */
	HARDWARE = 3, /* the address of the hardware, if it is an Ethernet one */
	VALUE = 0200, /* the first of the values */
};

static void hardware(struct fmt *f, const struct iface *i)
{
	bool ether = i->type == IFACE_ETHER;
	unsigned n;

	for (n = 0; n < (ether ? 6 : 16); n++) {
		/* Of an address that it knows nothing about, net-tools shows eight bytes. */
		unsigned byte = n < 8 ? i->hardware[n] : 0;
		const char *digits = ether ? "0123456789abcdef" : "0123456789ABCDEF";

		if (n)
			fmt_char(f, ether ? ':' : '-');
		fmt_char(f, digits[byte >> 4]);
		fmt_char(f, digits[byte & 15]);
	}
}

/* A template with what is known of an interface. */
static void fill(struct fmt *f, const struct iface *i, const char *template, bool json)
{
	const char *quote = json ? "\"" : "";
	unsigned n = 0, c;

	for (; (c = (unsigned char)*template) != 0; template ++) {
		if (c > HARDWARE && c < VALUE) {
			fmt_char(f, (char)c);
			continue;
		}
		if (c == SIZE) {
			if (!iface_knows(i, n))
				continue;
			fmt_str(f, " (");
			iface_fmt_size(f, i->value[n]);
			fmt_char(f, ')');
			continue;
		}
		n = c < VALUE ? IFACE_FLAGS : c - VALUE;
		if (!iface_knows(i, n) || (c == HARDWARE && i->type != IFACE_ETHER)) {
			fmt_str(f, json ? "null" : "-");
		} else if (c >= VALUE) {
			fmt_dec(f, i->value[n]);
		} else {
			fmt_str(f, quote);
			if (c == WORDS)
				iface_fmt_words(f, i->value[n]);
			else
				hardware(f, i);
			fmt_str(f, quote);
		}
	}
}

/* The interface whose addresses come. */
static const struct iface *shown;
static const char *before; /* of JSON: what stands before the next one; NULL: text */

static void address(struct fmt *f, const char *word, const struct addr *a)
{
	fmt_str(f, word);
	addr_fmt(f, a);
}

static void ipv4(struct fmt *f, struct link_addr *a)
{
	struct addr mask = { ADDR_IPV4, { 255, 255, 255, 255 } };

	addr_mask(&mask, a->prefix);
	address(f, "  netmask ", &mask);
	a->addrs[LINK_BROADCAST].family = ADDR_IPV4; /* none: 0.0.0.0 */
	if (shown->value[IFACE_FLAGS] & IFACE_BROADCAST)
		address(f, "  broadcast ", &a->addrs[LINK_BROADCAST]);
	if (shown->value[IFACE_FLAGS] & IFACE_POINT_TO_POINT)
		address(f, "  destination ", &a->addrs[LINK_PEER]);
	fmt_char(f, '\n');
}

static void take_addr(struct link_addr *a)
{
	struct addr *local = &a->addrs[LINK_LOCAL];
	bool six = local->family == ADDR_IPV6;
	struct fmt *f;

	/* Some kernels have no labels. */
	if (a->name.name_len ? memcmp(a->name.name, shown->name, IFACE_NAME) != 0
			     : a->index != shown->index)
		return;
	f = os_out();
	if (before) {
		address(f, before, local);
		fmt_char(f, '/');
		fmt_dec(f, a->prefix);
		before = "\",\"";
		return;
	}
	address(f, six ? "        inet6 " : "        inet ", local);
	if (!six) {
		ipv4(f, a);
		return;
	}
	fmt_str(f, "  prefixlen ");
	fmt_dec(f, a->prefix);
	fmt_str(f, "  scopeid 0x");
	fmt_hex(f, a->scope);
	fmt_char(f, '<');
	iface_fmt_scope(f, a->scope);
	fmt_str(f, ">\n");
}

static void text(const struct iface *i)
{
	struct fmt *f = os_out();
	const char *h = iface_hardware(i->type);

	fmt_text(f, i->name, i->name_len, SIZE_MAX);
	fill(f, i, ": flags=\217<\2>  mtu \220\n", false);
	os_links_addrs(take_addr, true);
	f = os_out();
	if (iface_knows(i, IFACE_FLAGS)) {
		fmt_str(f, "        ");
		fmt_str(f, h);
		if (i->type == IFACE_ETHER || *h == 'u') {
			fmt_char(f, ' ');
			hardware(f, i);
		}
		fill(f, i, "  txqueuelen \221  (", false);
		fmt_str(f, h + strlen(h) + 1);
		fmt_str(f, ")\n");
	}
	if (iface_knows(i, IFACE_RX_PACKETS))
		fill(f, i,
			"        RX packets \201  bytes \200\1\n"
			"        RX errors \202  dropped \203  overruns \204  frame \205\n"
			"        TX packets \211  bytes \210\1\n"
			"        TX errors \212  dropped \213 overruns \214  carrier \216"
			"  collisions \215\n",
			false);
	fmt_char(f, '\n');
}

void netstat_iface_long(const struct iface *i, bool json)
{
	shown = i;
	before = json ? "\"" : NULL;
	if (!json) {
		text(i);
		return;
	}
	fill(os_out(), i,
		"\"state\":\2,\"mac_addr\":\3,\"rx_bytes\":\200,\"rx_frame\":\205,"
		"\"tx_bytes\":\210,\"tx_collisions\":\215,\"tx_carrier\":\216,\"txqueuelen\":\221,"
		"\"addresses\":[",
		true);
	os_links_addrs(take_addr, true);
	fmt_str(os_out(), before[1] ? "\"]," : "],");
}
