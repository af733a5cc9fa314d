/* link - rtnetlink: interfaces and their addresses; and the lines of /proc/net/if_inet6. */
#include "core/link.h"

#include <string.h>

enum {
	FAMILY_INET = 2,
	LINK_BODY = 16, /* bytes before the attributes */
	ADDR_BODY = 8,
	LINK_ADDRESS = 1, /* attributes: IFLA_* */
	LINK_NAME = 3,
	LINK_MTU = 4,
	LINK_LOWER = 5, /* IFLA_LINK: what it stands on */
	LINK_QUEUE = 13,
	LINK_INFO = 18,
	LINK_INFO_KIND = 1,
	LINK_STATS = 23,  /* IFLA_STATS64 */
	LINK_PARENT = 56, /* IFLA_PARENT_DEV_NAME, since Linux 5.14 */
	STATS_BODY = 12,
	STATS_LINK = 1, /* IFLA_STATS_LINK_64 */
	ADDR_LABEL = 3, /* IFA_LABEL */
};

/*
 * family 1, and of addresses 7, of interfaces 15 more, all 0; of counters 3,
 * index 4, filter 4. Of too many only the last kind is minded.
 */
void link_request(uint8_t out[LINK_REQUEST], uint16_t type, uint32_t seq)
{
	memset(out, 0, LINK_REQUEST);
	nl_header(out, type, NL_REQUEST | NL_DUMP, seq,
		type == LINK_GET_STATS ? STATS_BODY : LINK_BODY);
	if (type == LINK_GET_ADDR)
		out[NL_HEADER] = FAMILY_INET;
	if (type == LINK_GET_STATS)
		nl_put_u32(out + NL_HEADER + 8, 1 << (STATS_LINK - 1));
}

/* The name ends with a NUL or with the attribute. */
static void name(struct iface *i, const struct nl_attr *a)
{
	size_t len = 0;

	while (len < a->len && a->body[len])
		len++;
	iface_set_name(i, (const char *)a->body, len);
}

/* struct rtnl_link_stats64 of include/uapi/linux/if_link.h, and where /proc/net/dev counts each. */
static void counters(struct iface *i, const struct nl_attr *a)
{
	static const uint8_t columns[] = {
		IFACE_RX_PACKETS,
		IFACE_TX_PACKETS,
		IFACE_RX_BYTES,
		IFACE_TX_BYTES,
		IFACE_RX_ERRORS,
		IFACE_TX_ERRORS,
		IFACE_RX_DROPPED,
		IFACE_TX_DROPPED,
		IFACE_RX_MULTICAST,
		IFACE_TX_COLLISIONS,
		IFACE_RX_FRAME /* length */,
		IFACE_RX_FRAME /* over */,
		IFACE_RX_FRAME /* CRC */,
		IFACE_RX_FRAME,
		IFACE_RX_FIFO,
		IFACE_RX_DROPPED /* missed */,
		IFACE_TX_CARRIER /* aborted */,
		IFACE_TX_CARRIER,
		IFACE_TX_FIFO,
		IFACE_TX_CARRIER /* heartbeat */,
		IFACE_TX_CARRIER /* window */,
		IFACE_RX_COMPRESSED,
	};
	unsigned n;

	if (a->len < sizeof(columns) * 8)
		return;
	i->known |= IFACE_KNOWS_COUNTERS;
	for (n = 0; n < sizeof(columns); n++) {
		uint64_t value;

		memcpy(&value, a->body + n * 8, 8);
		i->value[columns[n]] += value;
	}
}

bool link_parse_stats(struct iface *i, const uint8_t *body, size_t len)
{
	struct nl_walk attributes;
	struct nl_attr a;

	memset(i, 0, sizeof(*i));
	if (len < STATS_BODY)
		return false;
	i->index = nl_u32(body + 4);
	attributes = nl_open(body + STATS_BODY, len - STATS_BODY);
	while (nl_next_attr(&attributes, &a))
		if (a.type == STATS_LINK)
			counters(i, &a);
	return i->known;
}

static void link_attribute(struct iface *i, const struct nl_attr *a)
{
	if (a->type == LINK_NAME)
		name(i, a);
	if (a->type == LINK_ADDRESS && a->len <= IFACE_HARDWARE) {
		i->hardware_len = (uint8_t)a->len;
		memcpy(i->hardware, a->body, a->len);
	}
	if (a->type == LINK_STATS)
		counters(i, a);
	if (a->len < 4)
		return;
	if (a->type == LINK_MTU)
		iface_set(i, IFACE_MTU, nl_u32(a->body));
	if (a->type == LINK_QUEUE)
		iface_set(i, IFACE_QUEUE, nl_u32(a->body));
}

/*
 * family 1, padding 1, type 2, index 4, flags 4, change 4, then the attributes
 */
bool link_parse(struct iface *i, const uint8_t *body, size_t len)
{
	struct nl_walk attributes;
	struct nl_attr a;
	bool virtual = false, hardware = false;

	memset(i, 0, sizeof(*i));
	if (len < LINK_BODY)
		return false;
	i->type = nl_u16(body + 2);
	i->index = nl_u32(body + 4);
	iface_set(i, IFACE_FLAGS, nl_u32(body + 8) & UINT16_MAX);
	attributes = nl_open(body + LINK_BODY, len - LINK_BODY);
	i->physical = i->type != IFACE_LOOPBACK_TYPE;
	while (nl_next_attr(&attributes, &a)) {
		link_attribute(i, &a);
		if (a.type == LINK_LOWER)
			i->physical = false;
		if (a.type == LINK_PARENT)
			hardware = true;
		/* That of a port of a bridge has only its bridge's kind, under another number. */
		if (a.type == LINK_INFO && a.len >= 4 && nl_u16(a.body + 2) == LINK_INFO_KIND)
			virtual = true;
	}
	if (virtual && !hardware)
		i->physical = false;
	return i->name_len;
}

/*
 * family 1, prefix length 1, flags 1, scope 1, index 4, then the attributes
 */
bool link_parse_addr(struct link_addr *l, const uint8_t *body, size_t len)
{
	struct nl_walk attributes;
	struct nl_attr a;

	memset(l, 0, sizeof(*l));
	if (len < ADDR_BODY || body[0] != FAMILY_INET || body[1] > 32)
		return false;
	l->prefix = body[1];
	l->index = nl_u32(body + 4);
	attributes = nl_open(body + ADDR_BODY, len - ADDR_BODY);
	while (nl_next_attr(&attributes, &a)) {
		if (a.type == ADDR_LABEL)
			name(&l->name, &a);
		else if (a.type < LINK_ADDRS && a.len >= 4) {
			l->addrs[a.type].family = ADDR_IPV4;
			memcpy(l->addrs[a.type].bytes, a.body, 4);
		}
	}
	return l->addrs[LINK_LOCAL].family;
}

/*
 * fe80000000000000843827fffeaf3cea 02 40 20 c0    veth1
 */
bool link_parse_inet6(struct link_addr *l, const char *line, size_t len)
{
	struct scan s = scan_open(line, len);
	uint32_t fields[4];
	const char *token;
	size_t n;

	memset(l, 0, sizeof(*l));
	/* Its digits stand in the order of the bytes, on every machine. */
	l->addrs[LINK_LOCAL] = addr_scan_hex(&s, ADDR_IPV6, BIG_ENDIAN_HOST);
	for (n = 0; n < 4; n++) {
		scan_blanks(&s);
		fields[n] = (uint32_t)scan_hex_max(&s, n == 1 ? 128 : n == 2 ? 255 : UINT32_MAX);
	}
	scan_blanks(&s);
	n = scan_token(&s, &token);
	if (!s.ok || !iface_set_name(&l->name, token, n))
		return false;
	l->index = fields[0];
	l->prefix = (uint8_t)fields[1];
	l->scope = (uint8_t)fields[2];
	return true;
}
