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
	LINK_NEW = 16, /* types of messages */
	LINK_ADDR_NEW = 20,
	LINK_REQUEST = NL_HEADER + 16, /* bytes at most */
};

/* Asks for all interfaces; gives its length. struct ifinfomsg of include/uapi/linux/rtnetlink.h. */
size_t link_request(uint8_t out[LINK_REQUEST], uint32_t seq);

/*
 * Asks for the IPv4 addresses of the interface with this index, 0: of all. Without
 * NETLINK_GET_STRICT_CHK the kernel answers with all anyhow. struct ifaddrmsg of
 * include/uapi/linux/if_addr.h.
 */
size_t link_addr_request(uint8_t out[LINK_REQUEST], uint32_t index, uint32_t seq);

/*
 * A reply, with the counters as the kernel puts them into /proc/net/dev: dev_seq_printf_stats of
 * net/core/net-procfs.c. False: too short, or it has no name that fits.
 */
bool link_parse(struct iface *i, const uint8_t *body, size_t len);

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
	char name[IFACE_NAME];	       /* untrusted; the interface's, or the label of IPv4 */
	uint8_t name_len;
};

void link_set_ipv4(struct link_addr *a, enum link_addrs n, const uint8_t bytes[4]);

/* A reply to link_addr_request. False: too short, of another family, or without an address. */
bool link_parse_addr(struct link_addr *a, const uint8_t *body, size_t len);

/* A label that stands for an interface of its own, as `eth0:1` does. */
bool link_is_alias(const struct link_addr *a);

/* One line, without its newline. False: malformed. Documentation/filesystems/proc.rst. */
bool link_parse_inet6(struct link_addr *a, const char *line, size_t len);

#endif
