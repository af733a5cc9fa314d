/* route - a route as a value; lines of /proc/net/{route,ipv6_route}; letters of its flags. */
#include "core/route.h"

#include <string.h>

bool route_is_heading(const char *line, size_t len)
{
	struct scan s = scan_open(line, len);
	const char *token;

	scan_skip_blanks(&s);
	return scan_token(&s, &token) == 5 && memcmp(token, "Iface", 5) == 0;
}

/* The name of an interface; `*`: none. */
static void iface(struct route *r, struct scan *s)
{
	const char *token;
	size_t len;

	scan_skip_blanks(s);
	len = scan_token(s, &token);
	if (len >= sizeof(r->iface) || memchr(token, 0, len))
		s->ok = false;
	if (s->ok && !(len == 1 && *token == '*'))
		memcpy(r->iface, token, len);
}

static uint32_t hex(struct scan *s)
{
	scan_blanks(s);
	return (uint32_t)scan_hex_max(s, UINT32_MAX);
}

/* The kernel prints some as signed. */
static uint32_t dec(struct scan *s)
{
	bool negative;
	uint64_t n;

	scan_blanks(s);
	negative = s->at < s->end && *s->at == '-';
	s->at += negative;
	n = scan_dec_max(s, negative ? 1ull << 31 : UINT32_MAX);
	return (uint32_t)(negative ? 0 - n : n);
}

static struct addr addr(struct scan *s, enum addr_family family, enum byte_order order)
{
	if (family == ADDR_IPV4)
		scan_blanks(s);
	else
		scan_skip_blanks(s);
	return addr_scan_hex(s, family, order);
}

static void end(struct scan *s)
{
	if (s->at < s->end)
		scan_blanks(s);
}

/*
 * eth3	00000000	0100FE0A	0003	0	0	1024	00000000	0	0	0
 */
bool route_parse_ipv4(struct route *r, enum byte_order order, const char *line, size_t len,
	bool whole)
{
	struct scan s = scan_open(line, len);
	struct addr mask;
	int bits;

	memset(r, 0, sizeof(*r));
	iface(r, &s);
	r->to = addr(&s, ADDR_IPV4, order);
	r->via = addr(&s, ADDR_IPV4, order);
	r->flags = hex(&s);
	r->ref = dec(&s);
	r->use = dec(&s);
	r->metric = dec(&s);
	mask = addr(&s, ADDR_IPV4, order);
	r->mss = dec(&s);
	r->metrics[ROUTE_WINDOW] = dec(&s);
	r->irtt = dec(&s);
	end(&s);
	r->mask = (uint32_t)mask.bytes[0] << 24 | (uint32_t)mask.bytes[1] << 16 |
		  (uint32_t)mask.bytes[2] << 8 | mask.bytes[3];
	bits = route_mask_len(r->mask);
	r->to_len = (uint8_t)(bits < 0 ? 0 : bits);
	r->known = ROUTE_KNOWS_COUNTS;
	/* A route that leads nowhere but does not refuse. */
	if (!*r->iface && !(r->flags & (ROUTE_REJECT | ROUTE_GATEWAY)))
		r->type = ROUTE_BLACKHOLE;
	return s.ok && whole;
}

/*
 * fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0
 */
bool route_parse_ipv6(struct route *r, const char *line, size_t len, bool whole)
{
	struct scan s = scan_open(line, len);

	memset(r, 0, sizeof(*r));
	r->to = addr(&s, ADDR_IPV6, BIG_ENDIAN_HOST);
	scan_blanks(&s);
	r->to_len = (uint8_t)scan_hex_max(&s, 128);
	scan_blanks(&s);
	r->from = addr(&s, ADDR_IPV6, BIG_ENDIAN_HOST);
	scan_blanks(&s);
	r->from_len = (uint8_t)scan_hex_max(&s, 128);
	scan_blanks(&s);
	r->via = addr(&s, ADDR_IPV6, BIG_ENDIAN_HOST);
	r->metric = hex(&s);
	r->ref = hex(&s);
	r->use = hex(&s);
	r->flags = hex(&s);
	scan_blanks(&s);
	iface(r, &s);
	end(&s);
	r->known = ROUTE_KNOWS_COUNTS;
	return s.ok && whole;
}

/* A letter and the number of its bit, in the order of the column. */
static const char ipv4_letters[] =
	"G\1H\2R\3D\4M\5d\20a\21c\22o\25e\26c\30f\31p\32l\37u\6w\7i\10n\12";
static const char ipv6_letters[] = "G\1H\2D\20A\22a\21e\26m\5n\25f\31C\30";

void route_fmt_flags(struct fmt *f, const struct route *r)
{
	bool ipv6 = r->to.family == ADDR_IPV6;
	const char *l = ipv6 ? ipv6_letters : ipv4_letters;
	bool nowhere = r->type == ROUTE_BLACKHOLE || r->type == ROUTE_THROW;

	if (nowhere || r->flags & ROUTE_REJECT) {
		fmt_str(f, ipv6 && r->flags & ROUTE_UP ? "U!" : "!");
		if (nowhere)
			fmt_char(f, r->type == ROUTE_THROW ? 'T' : 'B');
		l += ipv6 ? 0 : 2; /* no gateway */
	} else if (!ipv6 || r->flags & ROUTE_UP) {
		fmt_char(f, 'U');
	}
	for (; *l; l += 2)
		if (r->flags >> l[1] & 1)
			fmt_char(f, *l);
}

/* `names` begin with the byte of their number each, and end with a NUL; the last one is empty. */
static const char *name_of(const char *names, unsigned number)
{
	for (; *names; names += strlen(names) + 1)
		if ((uint8_t)*names == number)
			return names + 1;
	return NULL;
}

const char *route_type_name(unsigned type)
{
	return name_of("\1unicast\0\2local\0\3broadcast\0\4anycast\0\5multicast\0\6blackhole\0"
		       "\7unreachable\0\10prohibit\0\11throw\0\12nat\0",
		type);
}

const char *route_protocol_name(unsigned protocol)
{
	return name_of("\1redirect\0\2kernel\0\3boot\0\4static\0\11ra\0\13zebra\0\14bird\0\20dhcp\0"
		       "\22keepalived\0\52babel\0\272bgp\0\273isis\0\274ospf\0\275rip\0\300eigrp\0",
		protocol);
}

const char *route_scope_name(unsigned scope)
{
	return scope ? name_of("\310site\0\375link\0\376host\0\377nowhere\0", scope) : "global";
}

uint32_t route_mask(unsigned len)
{
	return len ? UINT32_MAX << (32 - len) : 0;
}

int route_mask_len(uint32_t mask)
{
	int len = 0;

	while (mask >> 31) {
		mask <<= 1;
		len++;
	}
	return mask ? -1 : len;
}

struct addr route_mask_addr(uint32_t mask)
{
	struct addr a = { .family = ADDR_IPV4 };
	int i;

	for (i = 0; i < 4; i++)
		a.bytes[i] = (uint8_t)(mask >> (24 - 8 * i));
	return a;
}
