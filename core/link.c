/* link - rtnetlink: interfaces and their addresses; and the lines of /proc/net/if_inet6. */
#include "core/link.h"

#include <string.h>

enum {
	GET_LINK = 18, /* RTM_GETLINK, RTM_GETADDR */
	GET_ADDR = 22,
	FAMILY_INET = 2,
	LINK_BODY = 16, /* bytes before the attributes */
	ADDR_BODY = 8,
	LINK_ADDRESS = 1, /* attributes: IFLA_* */
	LINK_NAME = 3,
	LINK_MTU = 4,
	LINK_QUEUE = 13,
	LINK_MAP = 14,
	LINK_STATS64 = 23,
	ADDR_LABEL = 3, /* IFA_LABEL */
};

/* The counter of /proc/net/dev to which each of struct rtnl_link_stats64 is added. */
static const uint8_t sums[] = {
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
	IFACE_RX_FRAME, /* too long or short */
	IFACE_RX_FRAME, /* the receiver's ring was full */
	IFACE_RX_FRAME, /* wrong checksum */
	IFACE_RX_FRAME,
	IFACE_RX_FIFO,
	IFACE_RX_DROPPED, /* missed */
	IFACE_TX_CARRIER, /* aborted */
	IFACE_TX_CARRIER,
	IFACE_TX_FIFO,
	IFACE_TX_CARRIER, /* heartbeat */
	IFACE_TX_CARRIER, /* window */
	IFACE_RX_COMPRESSED,
	IFACE_TX_COMPRESSED,
};

static size_t request(uint8_t out[LINK_REQUEST], uint16_t type, size_t body, uint32_t seq)
{
	memset(out, 0, LINK_REQUEST);
	return nl_header(out, type, NL_REQUEST | NL_DUMP, seq, body);
}

/* family 1, padding 1, type 2, index 4, flags 4, change 4 */
size_t link_request(uint8_t out[LINK_REQUEST], uint32_t seq)
{
	return request(out, GET_LINK, LINK_BODY, seq);
}

/* family 1, prefix length 1, flags 1, scope 1, index 4 */
size_t link_addr_request(uint8_t out[LINK_REQUEST], uint32_t index, uint32_t seq)
{
	size_t len = request(out, GET_ADDR, ADDR_BODY, seq);

	out[NL_HEADER] = FAMILY_INET;
	nl_put_u32(out + NL_HEADER + 4, index);
	return len;
}

/* The name ends with a NUL or with the attribute; 0: too long. */
static uint8_t name(char out[IFACE_NAME], const struct nl_attr *a)
{
	size_t len = strnlen((const char *)a->body, a->len);

	if (len > IFACE_NAME)
		return 0;
	memcpy(out, a->body, len);
	return (uint8_t)len;
}

/* A number of the machine's byte order. */
static uint64_t number(const uint8_t *p, size_t size)
{
	uint64_t n;

	if (size == 8) {
		memcpy(&n, p, sizeof(n));
		return n;
	}
	return size == 4 ? nl_u32(p) : size == 2 ? nl_u16(p) : *p;
}

/* Numbers of attributes: where each begins, its bytes, what it is. */
static const struct {
	uint8_t type, at, size, value;
} numbers[] = {
	{ LINK_MTU, 0, 4, IFACE_MTU },
	{ LINK_QUEUE, 0, 4, IFACE_QUEUE },
	{ LINK_MAP, 0, 8, IFACE_MEM_START },
	{ LINK_MAP, 8, 8, IFACE_MEM_END },
	{ LINK_MAP, 16, 8, IFACE_BASE },
	{ LINK_MAP, 24, 2, IFACE_IRQ },
	{ LINK_MAP, 26, 1, IFACE_DMA },
};

static void link_attribute(struct iface *i, const struct nl_attr *a)
{
	size_t n;

	if (a->type == LINK_NAME)
		i->name_len = name(i->name, a);
	if (a->type == LINK_ADDRESS && a->len <= IFACE_HARDWARE) {
		i->hardware_len = (uint8_t)a->len;
		memcpy(i->hardware, a->body, a->len);
	}
	for (n = 0; n < sizeof(numbers) / sizeof(*numbers); n++)
		if (a->type == numbers[n].type && a->len >= numbers[n].at + numbers[n].size)
			iface_set(i, numbers[n].value,
				number(a->body + numbers[n].at, numbers[n].size));
	if (a->type == LINK_STATS64 && a->len >= 8 * sizeof(sums))
		for (n = 0; n < sizeof(sums); n++)
			iface_set(i, sums[n], i->value[sums[n]] + number(a->body + 8 * n, 8));
}

/*
 * family 1, padding 1, type 2, index 4, flags 4, change 4, then the attributes
 */
bool link_parse(struct iface *i, const uint8_t *body, size_t len)
{
	struct nl_walk attributes;
	struct nl_attr a;

	memset(i, 0, sizeof(*i));
	if (len < LINK_BODY)
		return false;
	i->type = nl_u16(body + 2);
	i->index = nl_u32(body + 4);
	iface_set(i, IFACE_FLAGS, nl_u32(body + 8) & UINT16_MAX);
	attributes = nl_open(body + LINK_BODY, len - LINK_BODY);
	while (nl_next_attr(&attributes, &a))
		link_attribute(i, &a);
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
			l->name_len = name(l->name, &a);
		else if (a.type < LINK_ADDRS && a.len >= 4)
			link_set_ipv4(l, a.type, a.body);
	}
	return l->addrs[LINK_LOCAL].family;
}

void link_set_ipv4(struct link_addr *a, enum link_addrs n, const uint8_t bytes[4])
{
	a->addrs[n].family = ADDR_IPV4;
	memcpy(a->addrs[n].bytes, bytes, 4);
}

bool link_is_alias(const struct link_addr *a)
{
	return memchr(a->name, ':', a->name_len);
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
	if (!s.ok || n > IFACE_NAME)
		return false;
	memcpy(l->name, token, n);
	l->name_len = (uint8_t)n;
	l->index = fields[0];
	l->prefix = (uint8_t)fields[1];
	l->scope = (uint8_t)fields[2];
	return true;
}
