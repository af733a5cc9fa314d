/* iface - an interface: its record, the lines of /proc/net/dev, its flags in words. */
#include "core/iface.h"

#include "core/scan.h"

#include <string.h>

bool iface_knows(const struct iface *i, enum iface_value n)
{
	return i->known >> n & 1;
}

void iface_set(struct iface *i, enum iface_value n, uint64_t value)
{
	i->known |= 1u << n;
	i->value[n] = value;
}

bool iface_set_name(struct iface *i, const char *name, size_t len)
{
	if (len - 1 >= IFACE_NAME)
		return false;
	memset(i->name, 0, IFACE_NAME);
	memcpy(i->name, name, len);
	i->name_len = (uint8_t)len;
	return true;
}

/*
 *   eth0:57721566490 415926535    0    0    0     0          0         0 1618033988 27182818 ...
 */
bool iface_parse(struct iface *i, const char *line, size_t len, uint32_t columns)
{
	const char *end = line + len, *colon = end, *token;
	struct scan s;
	unsigned n;

	memset(i, 0, sizeof(*i));
	while (colon > line && *--colon != ':')
		;
	s = scan_open(line, (size_t)(colon - line));
	scan_skip_blanks(&s);
	len = scan_token(&s, &token);
	if (!scan_done(&s) || !iface_set_name(i, token, len))
		return false;
	s = scan_open(colon + 1, (size_t)(end - colon) - 1);
	scan_skip_blanks(&s);
	for (n = 0; n < IFACE_COUNTERS; n++) {
		if (!(columns >> n & 1))
			continue;
		i->value[n] = scan_dec(&s);
		/* Today one more number, which nobody needs, is behind those that are read. */
		if (s.at < s.end || columns == IFACE_KNOWS_COUNTERS)
			scan_blanks(&s);
	}
	i->known = columns;
	return s.ok;
}

bool iface_heading(const char *line, size_t len, uint32_t *columns)
{
	const uint32_t later = 1 << IFACE_RX_COMPRESSED | 1 << IFACE_RX_MULTICAST;
	const uint32_t bytes = 1 << IFACE_RX_BYTES | 1 << IFACE_TX_BYTES;

	if (!memchr(line, '|', len) || memchr(line, ':', len))
		return false;
	/* No other word of it has a y than bytes, and none a u than multicast. */
	*columns = IFACE_KNOWS_COUNTERS;
	if (!memchr(line, 'u', len))
		*columns &= ~later;
	if (!memchr(line, 'y', len))
		*columns &= ~bytes;
	return true;
}

bool iface_grown(uint64_t before, uint64_t now, uint64_t limit, uint64_t *delta)
{
	*delta = now - before;
	if (now >= before)
		return true;
	*delta = (uint32_t)*delta;
	return before <= UINT32_MAX && *delta <= limit;
}

uint64_t iface_rate(uint64_t delta, uint64_t ns)
{
	const uint64_t second = UINT64_C(100000000000); /* in hundredths of a nanosecond */

	/* The bits that are cut off do not show: 27 of the growth are left. */
	for (; delta > (UINT64_MAX - ns) / second; delta >>= 1)
		ns >>= 1;
	return ns ? (delta * second + ns / 2) / ns : UINT64_MAX;
}

/* Before each name the number of its bit, counted from 1, in the order in which they stand. */
static const char letters[] = "\12A\2B\3D\4L\15M\20d\11P\6N\10O\5P\14s\13m\7R\1U";
static const char words[] = "\1UP\2BROADCAST\3DEBUG\4LOOPBACK\5POINTOPOINT\6NOTRAILERS\7RUNNING"
			    "\10NOARP\11PROMISC\12ALLMULTI\14SLAVE\13MASTER\15MULTICAST\20DYNAMIC";
static const char scopes[] = "\10compat\6link\7site\5host\11global";

/* The names of the bits that are set. */
static void names(struct fmt *f, uint64_t bits, const char *p, const char *between)
{
	const char *before = "";
	bool shown = false;

	for (; *p; p++) {
		if (*p > 16) {
			if (shown)
				fmt_char(f, *p);
			continue;
		}
		shown = bits >> (*p - 1) & 1;
		if (shown) {
			fmt_str(f, before);
			before = between;
		}
	}
}

void iface_fmt_letters(struct fmt *f, uint64_t flags)
{
	if (!flags)
		fmt_str(f, "[NO FLAGS]");
	names(f, flags, letters, "");
}

void iface_fmt_words(struct fmt *f, uint64_t flags)
{
	names(f, flags, words, ",");
}

void iface_fmt_scope(struct fmt *f, unsigned scope)
{
	names(f, scope & 0x7f ? scope : scope | 0x100, scopes, ",");
}

void iface_fmt_size(struct fmt *f, uint64_t n)
{
	unsigned k = 0;
	uint64_t tenths;

	while (k < 6 && n > 1ull << (10 * k + 10))
		k++;
	/* Ten times as much does not fit then; this is how net-tools divides. */
	tenths = k == 6 ? n / 115292150460684697u : n * 10 >> 10 * k;
	fmt_point(f, tenths, 10);
	fmt_char(f, ' ');
	if (k) {
		fmt_char(f, "KMGTPE"[k - 1]);
		fmt_char(f, 'i');
	}
	fmt_char(f, 'B');
}

/* Of include/uapi/linux/if_arp.h, those that have a name of their own and are met today. */
static const uint16_t types[] = { IFACE_ETHER, IFACE_LOOPBACK_TYPE, 512, 768, 776 };
static const char hardware[] = "ether\0Ethernet\0"
			       "loop\0Local Loopback\0"
			       "ppp\0Point-to-Point Protocol\0"
			       "tunnel \0IPIP Tunnel\0"
			       "sit\0IPv6-in-IPv4\0"
			       "unspec\0UNSPEC";

const char *iface_hardware(uint16_t type)
{
	const char *p = hardware;
	unsigned n, k;

	for (n = 0; n < sizeof(types) / sizeof(*types) && types[n] != type; n++)
		for (k = 0; k < 2; k++)
			p += strlen(p) + 1;
	return p;
}
