/* conntrack - one tracked connection: a line of /proc/net/nf_conntrack or ip_conntrack. */
#ifndef CORE_CONNTRACK_H
#define CORE_CONNTRACK_H

#include "core/addr.h"
#include "core/nl.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CONNTRACK_WORD = 20, /* bytes of the longest name or state, and a NUL */
};

enum conntrack_way {
	CONNTRACK_ORIGINAL, /* as the first packet came */
	CONNTRACK_REPLY,    /* as an answer comes */
	CONNTRACK_WAYS,
};

enum conntrack_flag {
	CONNTRACK_UNREPLIED = 1 << 0,
	CONNTRACK_ASSURED = 1 << 1,
	CONNTRACK_OFFLOAD = 1 << 2,    /* the kernel's flow table forwards it, */
	CONNTRACK_HW_OFFLOAD = 1 << 3, /* or hardware */
};

/*
 * The reply's ends are the original's, the other way round, unless NAT changed one. A port is a
 * GRE key, or of ICMP the identifier, at the end that asked; -1: there is none.
 */
struct conntrack_tuple {
	struct addr src, dst;
	int32_t sport, dport;
	uint64_t packets, bytes;
};

struct conntrack {
	uint8_t family;		    /* enum addr_family; of all addresses */
	uint8_t protocol;	    /* IPPROTO_... */
	char name[CONNTRACK_WORD];  /* the protocol's, as the kernel spells it; `unknown` */
	char state[CONNTRACK_WORD]; /* of TCP and its like, as the kernel spells it; empty: none */
	uint32_t timeout;	    /* seconds */
	bool has_timeout;	    /* offloaded connections have none */
	bool has_counts;	    /* packets and bytes */
	uint8_t flags;		    /* enum conntrack_flag */
	bool source_changed, destination_changed; /* by NAT */
	struct conntrack_tuple way[CONNTRACK_WAYS];
};

/*
 * One line, without its newline. `whole` is false for a last line that had none: it is taken when
 * its last word, use=, is there. Words that are not known are passed over, if they are key=value
 * or in brackets. False: malformed. ct_seq_show() in net/netfilter/nf_conntrack_standalone.c.
 */
bool conntrack_parse(struct conntrack *c, const char *line, size_t len, bool whole);

/*
 * Whether it is a TCP connection that has not been completed: who sent the SYN is the source of
 * the original way, who got it, also behind NAT, the source of the reply.
 */
bool conntrack_is_half_open(const struct conntrack *c);

enum {
	CONNTRACK_REQUEST = 128, /* bytes that suffice */
};

/*
 * A request by nfnetlink to forget a connection that has ports; gives its length. ENOENT: it is
 * gone. include/uapi/linux/netfilter/nfnetlink_conntrack.h.
 */
size_t conntrack_delete_request(uint8_t out[CONNTRACK_REQUEST], uint32_t seq,
	const struct conntrack *c);

#endif
