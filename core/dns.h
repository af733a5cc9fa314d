/* dns - the questions for an address's name and for a name's address, and what answers them. */
#ifndef CORE_DNS_H
#define CORE_DNS_H

#include "core/addr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	DNS_QUESTION = 271, /* bytes of the longest question */
	DNS_NAME = 253,	    /* bytes of the longest name as text */
};

enum dns_outcome {
	DNS_FOUND,
	DNS_NONE,   /* there is none, or none that may be shown or used */
	DNS_FAILED, /* this server does not know: an error, or an answer that is malformed or cut */
};

struct dns_answer {
	enum dns_outcome outcome;
	struct addr addr; /* of DNS_FOUND, when an address was asked for */
	size_t name_len;  /* of DNS_FOUND, when a name was asked for */
	char name[DNS_NAME];
};

/*
 * A question for the PTR record of an address; gives its length. RFC 1035, RFC 3596. An
 * IPv4-mapped address is asked for as the IPv6 one that it is.
 */
size_t dns_ptr_question(uint8_t out[DNS_QUESTION], const struct addr *a, uint16_t id);

/*
 * A question for the A or AAAA record of a name; gives its length. A dot at the name's end may be
 * there or not. 0: no host can have this name: it has an empty label, one of more than 63 bytes or
 * more than 253 bytes, a byte below `A` that is no digit or `-`, or its last label is a number, so
 * that it could be taken for an address.
 */
size_t dns_addr_question(uint8_t out[DNS_QUESTION], const char *name, size_t len,
	enum addr_family family, uint16_t id);

/*
 * What a name server sent. False: no answer to this question, which one of the above made.
 *
 * The name is printable ASCII without blanks or `\`: one with other bytes, with dots within a
 * label, or that could be taken for an address (it holds a colon, or its last label is a number)
 * is none, and so is the address 0.0.0.0 or ::. Of several, the first counts. Aliases are followed
 * within the message (RFC 2317), in the order in which they stand.
 */
bool dns_parse_answer(struct dns_answer *d, const uint8_t *msg, size_t len, const uint8_t *question,
	size_t question_len);

#endif
