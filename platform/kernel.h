/* kernel - netlink, and the sockets and interfaces that the kernel tells of. */
#ifndef PLATFORM_KERNEL_H
#define PLATFORM_KERNEL_H

#include "core/conntrack.h"
#include "core/diag.h"
#include "core/ifsort.h"
#include "core/link.h"
#include "core/nl.h"
#include "core/route.h"
#include "core/sock.h"
#include "core/unixsock.h"
#include "platform/files.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- netlink.c: requests to the kernel ---- */

enum {
	OS_NETLINK_ROUTE = 0, /* include/uapi/linux/netlink.h */
	OS_NETLINK_SOCK_DIAG = 4,
	OS_NETLINK_NETFILTER = 12,
};

struct os_netlink {
	int fd;
	uint32_t seq;
	bool listens; /* to groups: what others do is given, too, with another sequence number */
	bool changed; /* what is dumped changed meanwhile; if it listens, since the last request */
	struct nl_walk walk;
	uint8_t buf[32 * 1024]; /* the most that the kernel puts into one reply to a dump */
};

/* Opens a socket of a netlink protocol. */
int os_netlink_open(struct os_netlink *n, int protocol);

/* From now on it also hears what changes, of some groups (1 << RTNLGRP_* - 1), whoever does that. */
int os_netlink_listen(struct os_netlink *n, uint32_t groups);

/*
 * Sends a request whose header holds n->seq, and receives the first part of the answer; fails, too,
 * if that is a refusal.
 */
int os_netlink_ask(struct os_netlink *n, const void *request, size_t len);

/*
 * The next message of the answer: 1, or 0 when it is complete; -EINTR: it is, but something changed
 * while it was given.
 */
int os_netlink_next(struct os_netlink *n, struct nl_msg *m);

void os_netlink_close(struct os_netlink *n);

enum {
	OS_REFUSAL = 128, /* bytes of the kernel's own words and their NUL */
};

/*
 * Sends a request that changes something, whose header holds n->seq and asks for an answer. A
 * refusal is a negative errno; `words` then holds what the kernel says about it, or nothing.
 */
int os_netlink_change(struct os_netlink *n, const void *request, size_t len,
	char words[OS_REFUSAL]);

/* ---- routes.c: the routes, from the kernel by rtnetlink, or from their file ---- */

enum {
	OS_ROUTE_MESSAGE = 32 * 1024, /* bytes of the longest message that deletes one */
	OS_IFACES = 256,	      /* interfaces whose names are remembered */
};

/* All zero at first. Its socket stays open. */
struct os_routes {
	enum addr_family family;
	bool netlink;	    /* this is where they come from */
	uint32_t table;	    /* the one that is given; 0: all of them */
	struct nl_msg last; /* the message of the route just given */
	struct os_netlink socket;
	struct os_lines lines;
	struct {
		uint32_t index;
		char name[ROUTE_IFACE];
	} ifaces[OS_IFACES];
};

/* Opens the socket, with the kernel's own words in refusals; fails where it may not be used. */
int os_routes_connect(struct os_routes *in);

/* Where routes come from. The file knows only the table main of IPv4, all tables of IPv6 as one. */
enum os_routes_from {
	OS_ROUTES_FILE,
	OS_ROUTES_EITHER, /* netlink, or where it is refused the file */
	OS_ROUTES_NETLINK,
};

/* Opens a family's routes of one table, or of all. */
int os_routes_open(struct os_routes *in, enum addr_family family, uint32_t table,
	enum os_routes_from from);

/* The next route and its first next hop: 1, or 0 at the end. */
int os_routes_next(struct os_routes *in, struct route *r);

/* As os_lines_close. */
int os_routes_close(struct os_routes *in, int r);

/* The name of the interface that a route's next hop leads to, or an empty one: none. */
void os_routes_iface(struct os_routes *in, const struct route *r, char name[ROUTE_IFACE]);

/* The index of an interface. */
int os_iface_index(const char *name, uint32_t *index);

/* ---- route_change.c: adding and deleting routes ---- */

/*
 * Adds a route, or with `replace` puts it in the place of one with the same destination and
 * metric. Without netlink by ioctl: -EOPNOTSUPP, and words, for what that cannot say.
 */
int os_route_add(struct os_routes *in, const struct route *r, bool replace, char words[OS_REFUSAL]);

/* Deletes the route that os_routes_next gave, whose message is `message` if it came by netlink. */
int os_route_delete(struct os_routes *in, const struct route *r, const uint8_t *message, size_t len,
	char words[OS_REFUSAL]);

/* Deletes this next hop of an IPv6 route that has several, by netlink. */
int os_route_delete_hop(struct os_routes *in, const struct route *r, char words[OS_REFUSAL]);

/* ---- block.c: dropping the SYN packets of addresses for a while ---- */

enum {
	OS_BLOCKS = 1024, /* that are known at once */
};

enum os_block_means {
	OS_BLOCK_NFT, /* core/nft.h: the kernel takes them back by itself */
	OS_BLOCK_ROUTE, /* blackhole routes, which netlet has to take back; all packets are lost then */
};

struct os_block {
	struct addr_prefix prefix;
	uint32_t until; /* of a route: seconds of CLOCK_BOOTTIME */
	uint64_t ms;	/* left; 0: its time has passed */
};

/* All zero at first, but for the means. */
struct os_blocker {
	enum os_block_means means;
	struct os_netlink nft;
	struct os_routes routes;
	unsigned count;
	struct os_block blocks[OS_BLOCKS];
};

/* Reads back from the kernel which there are: `count` of `blocks`. ENOBUFS: there are more. */
int os_block_load(struct os_blocker *b);

/* Drops them for so many ms from now on; one that is dropped already gets this time. */
int os_block_add(struct os_blocker *b, const struct addr_prefix *p, uint64_t ms);

/* Drops them no more; -ENOENT: they were not dropped. */
int os_block_remove(struct os_blocker *b, const struct addr_prefix *p);

/* Drops nobody any more. */
int os_block_remove_all(struct os_blocker *b);

/* Forgets a connection that is tracked. */
int os_conntrack_delete(struct os_blocker *b, const struct conntrack *c);

/* Of routes: removes those whose time has passed. */
int os_block_expire(struct os_blocker *b);

/* Writes a number into a file of settings below the root, which must be live. */
int os_set(const char *name, unsigned n);

/* ---- sockets.c: the internet sockets of a protocol and family, from their file ---- */

struct os_sockets {
	enum sock_proto proto;
	enum addr_family family;
	struct os_lines lines;
};

/* The table's name below the root: net/tcp and its like. */
const char *os_sockets_file(enum sock_proto proto, enum addr_family family);

/* -ENOENT: this kernel has no such table. */
int os_sockets_open(struct os_sockets *in, enum sock_proto proto, enum addr_family family);

/* The next socket: 1, or 0 at the end. */
int os_sockets_next(struct os_sockets *in, struct sock *s);

/* As os_lines_close. */
int os_sockets_close(struct os_sockets *in, int r);

/* ---- diag.c: the TCP sockets of a family, from the kernel by sock_diag ---- */

enum {
	OS_DIAG_KEPT = 128,
};

/* What becomes of the sockets of the other family, which one walk of the kernel's table finds, too. */
enum os_diag_others {
	OS_DIAG_NONE, /* the kernel leaves them out */
	OS_DIAG_KEEP, /* they are kept, if they are few, for the next os_diag_open to ask for them */
	OS_DIAG_MIXED, /* they are given as they come, and the next os_diag_open gives none */
};

/* All zero at first. */
struct os_diag {
	enum addr_family family;
	enum os_diag_others others;
	bool again;    /* what is given was kept */
	bool all_kept; /* nothing is left to ask for */
	unsigned kept; /* sockets that should have been kept */
	unsigned given;
	const struct addr_prefix *peers; /* only those with such a remote address; NULL: all */
	unsigned n_peers;		 /* at most DIAG_PEERS */
	const uint8_t *reply;		 /* the body of the one just given, unless it was kept */
	struct sock others_kept[OS_DIAG_KEPT];
	struct os_netlink netlink;
};

/*
 * Those whose state's bit (1 << enum sock_state) is in `states`. Any refusal is known here, so
 * that the file can be read instead; so is a root that is not this machine's.
 */
int os_diag_open(struct os_diag *in, enum addr_family family, uint32_t states,
	enum os_diag_others others);

/*
 * Ends the connection just given, by a socket of its own; all zero at first. -EPERM and its like:
 * it lives on; -ENOENT: it was gone.
 */
int os_diag_destroy(struct os_netlink *by, const struct os_diag *in);

/* As os_sockets_next and os_sockets_close. */
int os_diag_next(struct os_diag *in, struct sock *s);
int os_diag_close(struct os_diag *in, int r);

/* ---- unix.c: the unix sockets, from their file, checked by sock_diag ---- */

/*
 * Opens the table, one at a time. With `check`, and where sock_diag answers: while some name holds
 * a newline, a line that may be a piece of a name counts as not understood. -ENOENT: this kernel
 * has no unix sockets.
 */
int os_unix_open(bool check);

/* The next socket, its name whole: 1, or 0 at the end. */
int os_unix_next(struct unixsock *u);

/* As os_lines_close. */
int os_unix_close(int r);

/* ---- links.c: the interfaces and their addresses ---- */

/*
 * All interfaces, and the labels of IPv4 addresses as some more: from rtnetlink, or where it does
 * not answer from net/dev. Below 0: that file is not there, either.
 */
int os_links_load(struct ifsort *all);

/* Behind it: calls `take` with each address of them, which it may change. */
void os_links_addrs(void (*take)(struct link_addr *a), bool inet6);

/* As os_lines_close. */
int os_links_close(void);

/* ---- counters.c: the interfaces and their counters, again and again ---- */

/* All zero at first. Its socket stays open. */
struct os_counters {
	bool netlink; /* this is where they come from */
	bool answers; /* it has been at some time */
	bool opened;
	bool names; /* of interfaces are given; else only their indexes and counters */
	bool lacks; /* the kernel cannot tell of counters alone */
	uint32_t columns;
	struct os_netlink socket;
	struct os_lines lines;
};

/*
 * Begins another look at all of them: by netlink if there is, and if `netlink` allows it, without
 * names unless `names` asks for them; else net/dev, which has names but no indexes and flags.
 */
int os_counters_open(struct os_counters *in, bool netlink, bool names);

/*
 * The next interface: 1, or 0 at the end; -EINTR: the end, but they changed since the last look.
 * One of which nothing is `known` has been deleted meanwhile, whatever still tells of its index.
 */
int os_counters_next(struct os_counters *in, struct iface *i);

/* As os_lines_close, behind each look. */
int os_counters_close(struct os_counters *in, int r);

/* Behind a look that came by netlink: asks for something else, a LINK_GET_*. */
int os_counters_ask(struct os_counters *in, uint16_t type);

/* Closes the socket; the next look begins as the first one. */
void os_counters_end(struct os_counters *in);

/* What an interface carries at most, in bits a second; where nobody tells, 1 Gbit/s. */
uint64_t os_link_speed(const char *name);

#endif
