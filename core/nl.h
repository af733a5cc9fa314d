/* nl - netlink messages as bytes: a bounded walk over what came, a request to send. */
#ifndef CORE_NL_H
#define CORE_NL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* include/uapi/linux/netlink.h; all numbers are in the byte order of the machine. */
enum {
	NL_HEADER = 16, /* bytes of a message's header, and its alignment with NL_ALIGN */
	NL_ALIGN = 4,
	NL_ERROR = 2, /* message types below 16 are netlink's own */
	NL_DONE = 3,
	NL_REQUEST = 0x01, /* flags */
	NL_ACK = 0x04,
	NL_REPLACE = 0x100,
	NL_EXCL = 0x200,
	NL_CREATE = 0x400,
	NL_DUMP_INTR = 0x10, /* what is dumped changed meanwhile */
	NL_DUMP = 0x300,
	NL_NESTED = 0x8000, /* flag of an attribute's type */
};

struct nl_msg {
	uint16_t type;
	uint16_t flags;
	uint32_t seq;
	const uint8_t *body; /* points into what is walked */
	size_t len;
};

struct nl_attr {
	uint16_t type;
	const uint8_t *body;
	size_t len;
};

struct nl_walk {
	const uint8_t *at;
	const uint8_t *end;
};

struct nl_walk nl_open(const void *bytes, size_t len);

/* The next message. False at the end, and for one that does not fit, which ends the walk. */
bool nl_next(struct nl_walk *w, struct nl_msg *m);

/* The next attribute of a message's body. False as above. */
bool nl_next_attr(struct nl_walk *w, struct nl_attr *a);

/* The errno of an NL_ERROR or NL_DONE message, 0 if it tells of none, EPROTO's place if short: -1. */
int nl_error(const struct nl_msg *m);

/*
 * What an NL_ERROR message says in words, where the socket asked for it (NETLINK_EXT_ACK): their
 * length, 0 for none. They point into the message.
 */
size_t nl_error_words(const struct nl_msg *m, const char **words);

/* Writes a header for `body` bytes that follow it; gives the length of the whole message. */
size_t nl_header(uint8_t out[NL_HEADER], uint16_t type, uint16_t flags, uint32_t seq, size_t body);

/*
 * A request that grows by attributes. The caller's memory suffices for all of them, and is all 0
 * behind `len`.
 */
struct nl_build {
	uint8_t *bytes;
	size_t len;
};

/* Appends an attribute of `len` bytes. */
void nl_put(struct nl_build *b, uint16_t type, const void *value, size_t len);

/* Begins an attribute that holds attributes; nl_nest_end(b, what this gave) ends it. */
size_t nl_nest(struct nl_build *b, uint16_t type);
void nl_nest_end(struct nl_build *b, size_t from);

/* Numbers at any alignment. */
uint16_t nl_u16(const uint8_t *p);
uint32_t nl_u32(const uint8_t *p);
void nl_put_u16(uint8_t *p, uint16_t n);
void nl_put_u32(uint8_t *p, uint32_t n);

#endif
