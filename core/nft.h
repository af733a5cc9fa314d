/* nft - nfnetlink: the table that drops the SYN packets of addresses, each for its time. */
#ifndef CORE_NFT_H
#define CORE_NFT_H

#include "core/addr.h"
#include "core/nl.h"

/*
 * The table is `inet netlet`; its only chain stands in prerouting at raw priority. For each family
 * and length of prefixes it has a set of them, blocked4 and blocked6 of whole addresses,
 * blocked4_24 and its like of prefixes, and a rule that drops SYN packets from them. An element
 * goes by itself when its time has passed. include/uapi/linux/netfilter/nf_tables.h; nft(8).
 */

enum {
	NFT_REQUEST = 4096,  /* bytes that suffice for any of these */
	NFT_NEW_SET = 0xa09, /* types of replies */
	NFT_NEW_ELEMENTS = 0xa0c,
};

/*
 * Makes the table with both sets of whole addresses, all or nothing; EEXIST: there is one. Like the
 * next ones it is a batch that is answered once, and gives its length.
 */
size_t nft_table_request(uint8_t out[NFT_REQUEST], uint32_t seq);

/* Makes the set for such prefixes and its rule; EEXIST: there is one. */
size_t nft_set_request(uint8_t out[NFT_REQUEST], uint32_t seq, const struct addr_prefix *p);

/*
 * Puts a prefix into its set for so many ms; with `renew` in the place of the element that is
 * there. ENFILE: the set is full.
 */
size_t nft_block_request(uint8_t out[NFT_REQUEST], uint32_t seq, const struct addr_prefix *p,
	uint64_t ms, bool renew);

/* Takes it out. ENOENT: it was not there, as with the table. */
size_t nft_unblock_request(uint8_t out[NFT_REQUEST], uint32_t seq, const struct addr_prefix *p);

/* Removes the table and all in it. */
size_t nft_remove_request(uint8_t out[NFT_REQUEST], uint32_t seq);

/* No batch: asks for what is in the set for such prefixes, or (NULL) for the sets. */
size_t nft_dump_request(uint8_t out[NFT_REQUEST], uint32_t seq, const struct addr_prefix *p);

/* A reply about a set: for which prefixes it is. False: it is none of those above. */
bool nft_parse_set(struct addr_prefix *p, const uint8_t *body, size_t len);

/* A reply about elements: a walk over them. */
struct nl_walk nft_elements(const uint8_t *body, size_t len);

/* The next element of a set for prefixes like *p, and the ms that are left to it. */
bool nft_next_element(struct nl_walk *w, struct addr_prefix *p, uint64_t *ms);

#endif
