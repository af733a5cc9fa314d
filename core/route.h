/* route - a route as a value; lines of /proc/net/{route,ipv6_route}; letters of its flags. */
#ifndef CORE_ROUTE_H
#define CORE_ROUTE_H

#include "core/addr.h"
#include "core/nl.h"

/* The numbers of include/uapi/linux/rtnetlink.h. */
enum route_type {
	ROUTE_UNICAST = 1,
	ROUTE_LOCAL = 2,
	ROUTE_BROADCAST = 3,
	ROUTE_MULTICAST = 5,
	ROUTE_BLACKHOLE = 6,
	ROUTE_UNREACHABLE = 7,
	ROUTE_PROHIBIT = 8,
	ROUTE_THROW = 9,
};

/* Flags of include/uapi/linux/{route,ipv6_route}.h; IPv4 and IPv6 share those below 2^16. */
enum {
	ROUTE_UP = 0x1,
	ROUTE_GATEWAY = 0x2,
	ROUTE_HOST = 0x4,
	ROUTE_REJECT = 0x200,
	ROUTE_EXPIRES = 0x400000,
	ROUTE_ANYCAST = 0x100000,
	ROUTE_CACHE = 0x1000000,
};

#define ROUTE_OF_LOCAL 0x80000000u /* of the table local */

/* What `known` says of a route. */
enum {
	ROUTE_KNOWS_COUNTS = 1, /* ref and use: /proc alone tells them */
	ROUTE_KNOWS_ORIGIN =
		2, /* type, table, protocol, scope and all that follows them: netlink alone does */
};

enum {
	ROUTE_METRICS = 16, /* those that are numbers, by RTAX_ of rtnetlink.h */
	ROUTE_MTU = 2,	    /* indexes of metrics[] */
	ROUTE_WINDOW = 3,
	ROUTE_RTT = 4, /* 1/8 ms */
	ROUTE_ADVMSS = 8,
	ROUTE_IFACE = 16, /* bytes of an interface's name and its NUL */
	ROUTE_MAIN = 254, /* the table that is looked at without policy rules */
};

/* A member that is not there is 0, and an address has family 0. */
struct route {
	struct addr to; /* its family is the route's */
	uint8_t to_len; /* bits */
	uint8_t from_len;
	uint8_t known;
	uint8_t type;
	uint8_t protocol;
	uint8_t scope;
	uint8_t tos;
	uint8_t weight; /* of this next hop, less one */
	struct addr from;
	struct addr via;    /* this next hop; of the other family at times */
	struct addr source; /* the preferred one */
	uint32_t
		mask; /* of IPv4, bits as on the wire from the highest on; may have holes in /proc */
	uint32_t flags;
	uint32_t ref;
	uint32_t use;
	uint32_t metric;
	uint32_t table;
	uint32_t oif;		 /* index of the interface */
	char iface[ROUTE_IFACE]; /* its name, from /proc */
	uint32_t metrics[ROUTE_METRICS];
	uint32_t mss;	  /* as /proc shows it, 40 more than the metric; 0: none */
	uint32_t irtt;	  /* ms */
	uint32_t expires; /* seconds */
	bool has_expires;
	bool by_id; /* its next hops are an object of their own, which may tell them or not */
	struct nl_walk hops; /* the next hops of rt_next_hop; points into what rt_parse was given */
};

/*
 * A line of /proc/net/route, net/ipv4/fib_trie.c; addresses as addr_scan_hex has them. `line`
 * needs its newline (`whole`). False: not understood.
 */
bool route_parse_ipv4(struct route *r, enum byte_order order, const char *line, size_t len,
	bool whole);

/* A line of /proc/net/ipv6_route, net/ipv6/route.c; addresses are in network byte order. */
bool route_parse_ipv6(struct route *r, const char *line, size_t len, bool whole);

/* The first line of /proc/net/route. */
bool route_is_heading(const char *line, size_t len);

/* Letters as net-tools shows them, and B for a blackhole, T for a throw. */
void route_fmt_flags(struct fmt *f, const struct route *r);

/* The word of a type, a protocol (who made it) or a scope; NULL: it has none. rtnetlink(7). */
const char *route_type_name(unsigned type);
const char *route_protocol_name(unsigned protocol);
const char *route_scope_name(unsigned scope);

/* The netmask of so many bits, and back; -1 for one with holes. */
uint32_t route_mask(unsigned len);
int route_mask_len(uint32_t mask);

/* The netmask as an address. */
struct addr route_mask_addr(uint32_t mask);

#endif
