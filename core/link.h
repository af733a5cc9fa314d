/* link - rtnetlink: interfaces and their addresses; and the lines of /proc/net/if_inet6. */
#ifndef CORE_LINK_H
#define CORE_LINK_H

#include "core/addr.h"
#include "core/iface.h"
#include "core/nl.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	LINK_NEW = 16, /* types of messages: RTM_NEWLINK and its like */
	LINK_DEL = 17,
	LINK_GET = 18,
	LINK_GET_ADDR = 22,
	LINK_NEW_STATS = 92,
	LINK_GET_STATS = 94,	       /* since Linux 4.7 */
	LINK_REQUEST = NL_HEADER + 16, /* bytes */
};

/*
 * Asks for all interfaces, all IPv4 addresses, or the counters of all interfaces.
 * include/uapi/linux/rtnetlink.h.
 */
void link_request(uint8_t out[LINK_REQUEST], uint16_t type, uint32_t seq);

/* A reply: struct ifinfomsg and attributes. False: too short, or it has no name that fits. */
bool link_parse(struct iface *i, const uint8_t *body, size_t len);

/*
 * A reply about counters, struct if_stats_msg: only the index and, added up as /proc/net/dev has
 * them, the counters. False: too short, or it has none.
 */
bool link_parse_stats(struct iface *i, const uint8_t *body, size_t len);

/* The addresses that belong to one, by the numbers of IFA_ADDRESS, IFA_LOCAL, IFA_BROADCAST. */
enum link_addrs {
	LINK_PEER = 1, /* its own where there is no other end */
	LINK_LOCAL = 2,
	LINK_BROADCAST = 4,
	LINK_ADDRS,
};

struct link_addr {
	struct addr addrs[LINK_ADDRS]; /* family 0: not there; of IPv6 only the local one is */
	uint8_t prefix;		       /* bits */
	uint8_t scope;		       /* of an IPv6 address, as its file has it */
	uint32_t index;		       /* of the interface */
	struct iface name;	       /* only its name: the interface's, or the label of IPv4 */
};

/* A reply, struct ifaddrmsg. False: too short, of another family, or without an address. */
bool link_parse_addr(struct link_addr *a, const uint8_t *body, size_t len);

/* One line, without its newline. False: malformed. Documentation/filesystems/proc.rst. */
bool link_parse_inet6(struct link_addr *a, const char *line, size_t len);

#endif
