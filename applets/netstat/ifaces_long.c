/* ifaces_long - -ie: all about an interface, as ifconfig shows it, or as JSON. */
#include "ifaces.h"

#include <string.h>

enum {
	SIZE = 1,     /* in a template: the last value once more, as a size */
	VALUE = 0200, /* the first of the values */
};

/* A template with the values of an interface, or `unknown` in their place. */
static void fill(struct fmt *f, const struct iface *i, const char *template, const char *unknown)
{
	unsigned n = 0;

	for (; *template; template ++) {
		if (*template == SIZE && iface_knows(i, n)) {
			fmt_str(f, " (");
			iface_fmt_size(f, i->value[n]);
			fmt_char(f, ')');
		}
		if ((unsigned char)*template >= VALUE) {
			n = (unsigned char)*template - (unsigned)VALUE;
			if (!iface_knows(i, n))
				fmt_str(f, unknown);
			else if (n >= IFACE_BASE)
				fmt_hex(f, i->value[n]);
			else
				fmt_dec(f, i->value[n]);
		} else if (*template != SIZE) {
			fmt_char(f, *template);
		}
	}
}

/* Strings one behind the other: the next one, and an address behind it, unless it is to be left out. */
static void piece(struct fmt *f, const char **pieces, const struct addr *a, bool shown)
{
	if (shown)
		fmt_str(f, *pieces);
	if (shown && a)
		addr_fmt(f, a);
	*pieces += strlen(*pieces) + 1;
}

static void ipv4(struct fmt *f, const struct iface *i, struct link_addr *a, bool json)
{
	const char *p = json ? "{\"address\":\"\0\",\"mask\":\"\0\",\"broadcast\":\"\0"
			       "\",\"destination\":\"\0\",\"prefixlen\":"
			     : "        inet \0  netmask \0  broadcast \0  destination \0\n";
	struct addr mask = { ADDR_IPV4, { 255, 255, 255, 255 } };

	addr_mask(&mask, a->prefix);
	a->addrs[LINK_BROADCAST].family = ADDR_IPV4; /* none: 0.0.0.0 */
	piece(f, &p, &a->addrs[LINK_LOCAL], true);
	piece(f, &p, &mask, true);
	piece(f, &p, &a->addrs[LINK_BROADCAST], i->value[IFACE_FLAGS] & IFACE_BROADCAST);
	piece(f, &p, &a->addrs[LINK_PEER], i->value[IFACE_FLAGS] & IFACE_POINT_TO_POINT);
	fmt_str(f, p);
	if (json) {
		fmt_dec(f, a->prefix);
		fmt_char(f, '}');
	}
}

static void ipv6(struct fmt *f, const struct link_addr *a, bool json)
{
	static const struct {
		uint8_t mask, bits;
		char word[7];
	} scopes[] = {
		{ 0x80, 0x80, "compat" },
		{ 0x20, 0x20, "link" },
		{ 0x40, 0x40, "site" },
		{ 0x10, 0x10, "host" },
		{ 0x7f, 0x00, "global" },
	};
	const char *p = json ? "{\"address\":\"\0\",\"prefixlen\":\0,\"scope\":\"0x\0"
			       "\",\"type\":\"\0\"}"
			     : "        inet6 \0  prefixlen \0  scopeid 0x\0<\0>\n";
	const char *before, *end;
	size_t n;

	piece(f, &p, &a->addrs[LINK_LOCAL], true);
	piece(f, &p, NULL, true);
	fmt_dec(f, a->prefix);
	piece(f, &p, NULL, true);
	fmt_hex(f, a->scope);
	before = p;
	end = p + strlen(p) + 1;
	for (n = 0; n < COUNT(scopes); n++) {
		if ((a->scope & scopes[n].mask) != scopes[n].bits)
			continue;
		fmt_str(f, before);
		fmt_str(f, scopes[n].word);
		before = ",";
	}
	/* Without a word there is nothing to close. */
	if (before == p && !json)
		end++;
	fmt_str(f, end);
}

/* In text a line each; in JSON two arrays, of which that of IPv4 is null where nobody was asked. */
static void addresses(struct os_links *in, const struct iface *i, bool json)
{
	bool four = iface_knows(i, IFACE_FLAGS);
	const char *next = "";
	struct link_addr a;
	int r = os_links_addrs(in, i);

	if (json)
		fmt_str(os_out(), four ? "[" : "null,\"ipv6\":[");
	while (r >= 0 && (r = os_links_next_addr(in, i, &a)) > 0) {
		struct fmt *f = os_out();

		if (json && four && a.addrs[LINK_LOCAL].family == ADDR_IPV6) {
			next = "],\"ipv6\":[";
			four = false;
		}
		fmt_str(f, next);
		if (json)
			next = ",";
		if (a.addrs[LINK_LOCAL].family == ADDR_IPV4)
			ipv4(f, i, &a, json);
		else
			ipv6(f, &a, json);
	}
	if (json)
		fmt_str(os_out(), four ? "],\"ipv6\":[]," : "],");
}

static void hardware(struct fmt *f, const struct iface *i, unsigned bytes, char between,
	const char *digits)
{
	unsigned n;

	for (n = 0; n < bytes; n++) {
		if (n && between)
			fmt_char(f, between);
		fmt_char(f, digits[i->hardware[n] >> 4]);
		fmt_char(f, digits[i->hardware[n] & 15]);
	}
}

static const char lower[] = "0123456789abcdef", upper[] = "0123456789ABCDEF";

static void hardware_line(struct fmt *f, const struct iface *i)
{
	struct iface_hardware h = iface_hardware(i->type);
	struct iface shown = *i;

	/* Of an address that it knows nothing about, net-tools shows eight bytes. */
	memset(shown.hardware + 8, 0, 8);
	fmt_blanks(f, 8);
	fmt_str(f, h.name);
	if (h.bytes)
		fmt_char(f, ' ');
	hardware(f, &shown, h.bytes, h.between, i->type == 1 || !h.between ? lower : upper);
	fill(f, i, "  txqueuelen \222  (", "-");
	fmt_str(f, h.title);
	fmt_str(f, ")\n");
}

/* Where the device is, which not all tell. */
static void device(struct fmt *f, const struct iface *i)
{
	const char *p = "interrupt \223  \0base 0x\224  \0memory 0x\225-\226  \0\0  dma 0x\227";
	const char *before = "        device ";
	unsigned n;

	for (n = IFACE_IRQ; n < IFACE_VALUES; n++, p += strlen(p) + 1) {
		if (!(n == IFACE_BASE ? i->value[n] >> 8 : i->value[n]))
			continue;
		fmt_str(f, before);
		fill(f, i, p, "");
		before = "";
	}
	if (!*before)
		fmt_char(f, '\n');
}

void netstat_iface_long(struct os_links *in, const struct iface *i)
{
	struct fmt *f = os_out();

	fmt_text(f, i->name, i->name_len, SIZE_MAX);
	fill(f, i, ": flags=\220<", "-");
	iface_fmt_words(f, i->value[IFACE_FLAGS], ",");
	fill(f, i, ">  mtu \221\n", "-");
	addresses(in, i, false);
	f = os_out();
	if (iface_knows(i, IFACE_FLAGS))
		hardware_line(f, i);
	if (iface_knows(i, IFACE_RX_PACKETS))
		fill(f, i,
			"        RX packets \201  bytes \200\1\n"
			"        RX errors \202  dropped \203  overruns \204  frame \205\n"
			"        TX packets \211  bytes \210\1\n"
			"        TX errors \212  dropped \213 overruns \214  carrier \216"
			"  collisions \215\n",
			"-");
	device(f, i);
	fmt_char(f, '\n');
}

void netstat_iface_json(struct os_links *in, const struct iface *i)
{
	struct iface_hardware h = iface_hardware(i->type);
	struct fmt *f = os_out();
	const char *quote = i->value[IFACE_FLAGS] ? "\"" : "";

	fill(f, i,
		"\"flags\":\220,\"txqueuelen\":\222,\"rx_bytes\":\200,\"rx_frame\":\205,"
		"\"rx_compressed\":\206,\"rx_multicast\":\207,\"tx_bytes\":\210,"
		"\"tx_collisions\":\215,\"tx_carrier\":\216,\"tx_compressed\":\217,\"state\":",
		"null");
	if (iface_knows(i, IFACE_FLAGS)) {
		fmt_char(f, '[');
		fmt_str(f, quote);
		iface_fmt_words(f, i->value[IFACE_FLAGS], "\",\"");
		fmt_str(f, quote);
		fmt_str(f, "],\"type\":\"");
		fmt_str(f, h.title);
		fmt_char(f, '"');
	} else {
		fmt_str(f, "null,\"type\":null");
	}
	fmt_str(f, ",\"mac_addr\":");
	if (i->hardware_len && h.bytes) {
		fmt_char(f, '"');
		hardware(f, i, i->hardware_len, ':', lower);
		fmt_char(f, '"');
	} else {
		fmt_str(f, "null");
	}
	fmt_str(f, ",\"ipv4\":");
	addresses(in, i, true);
}
