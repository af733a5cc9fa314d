/* dns - the question for an address's name, and what answers it. */
#ifndef CORE_DNS_H
#define CORE_DNS_H

#include "core/addr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	DNS_QUESTION = 90, /* bytes of the longest question */
	/* Bytes of the longest name as text: 255 in a message hold 250 in four labels, three dots. */
	DNS_NAME = 250 * FMT_ESCAPE + 3,
};

enum dns_outcome {
	DNS_NAMED,
	DNS_NO_NAME, /* there is none, or none that may be shown */
	DNS_FAILED, /* this server does not know: an error, or an answer that is malformed or cut */
};

struct dns_answer {
	enum dns_outcome outcome;
	size_t name_len; /* of DNS_NAMED, like the name */
	char name[DNS_NAME];
};

/*
 * A question for the PTR record of an address; gives its length. RFC 1035, RFC 3596. An
 * IPv4-mapped address is asked for as the IPv6 one that it is.
 */
size_t dns_ptr_question(uint8_t out[DNS_QUESTION], const struct addr *a, uint16_t id);

/*
 * What a name server sent. False: no answer to this question, which dns_ptr_question made.
 *
 * The name is printable ASCII: other bytes, blanks, `\`, and dots within a label become \xNN. A
 * name that could be taken for an address (it holds a colon, or its last label is a number) is
 * none. Aliases are followed within the message (RFC 2317).
 */
bool dns_parse_answer(struct dns_answer *d, const uint8_t *msg, size_t len, const uint8_t *question,
	size_t question_len);

#endif
