/* rt - rtnetlink: the messages of routes. */
#ifndef CORE_RT_H
#define CORE_RT_H

#include "core/nl.h"
#include "core/route.h"

enum {
	RT_NEWROUTE = 24, /* types of messages, include/uapi/linux/rtnetlink.h */
	RT_DELROUTE = 25,
	RT_GETROUTE = 26,
	RT_GET_REQUEST = NL_HEADER + 12 + 8, /* bytes */
	RT_CHANGE_REQUEST = 512,	     /* bytes that suffice for any */
};

/*
 * A request for all routes of a family, or of one table (0: all); kernels before 4.20 and those
 * that were not asked to be strict give all tables, and cached routes.
 */
void rt_dump_request(uint8_t out[RT_GET_REQUEST], enum addr_family family, uint32_t table,
	uint32_t seq);

/*
 * The body of a message of type RT_NEWROUTE: a route and its first next hop. rtnetlink(7). False:
 * cut short, of another family than IPv4 and IPv6, or an entry of a cache.
 */
bool rt_parse(struct route *r, const uint8_t *body, size_t len);

/* Goes to its next hop that follows. False: there is none. */
bool rt_next_hop(struct route *r);

/*
 * A request to add (NL_CREATE, NL_EXCL, NL_REPLACE in `flags`) or delete a route by one next hop;
 * gives its length. The preferred source and further next hops are not sent.
 */
size_t rt_change_request(uint8_t out[RT_CHANGE_REQUEST], uint16_t type, uint16_t flags,
	uint32_t seq, const struct route *r);

/*
 * A request to delete the route that a message's body of `len` bytes tells of; NL_HEADER more bytes
 * suffice. Gives its length.
 */
size_t rt_delete_request(uint8_t *out, uint32_t seq, const uint8_t *body, size_t len);

#endif
