/* diag - sock_diag: the request for sockets and the reply for each. */
#ifndef CORE_DIAG_H
#define CORE_DIAG_H

#include "core/nl.h"
#include "core/sock.h"
#include "core/unixsock.h"

enum {
	DIAG_TCP = 18, /* the types of requests and of replies */
	DIAG_BY_FAMILY = 20,
	DIAG_INET_REQUEST = NL_HEADER + 56, /* bytes */
	DIAG_TCP_REQUEST = NL_HEADER + 60,  /* bytes */
	DIAG_UNIX_REQUEST = NL_HEADER + 24, /* bytes */
	DIAG_INET_REPLY = 72,		    /* bytes of a reply's body before its attributes */
};

/*
 * A request for all TCP sockets of a family whose state's bit (1 << enum sock_state) is set in
 * `states`. struct inet_diag_req_v2 of include/uapi/linux/inet_diag.h; sock_diag(7).
 */
void diag_tcp_request(uint8_t out[DIAG_INET_REQUEST], enum addr_family family, uint32_t states,
	uint32_t seq);

/*
 * The same in the older form (struct inet_diag_req), which knows no family: the replies are of both,
 * in one walk over the kernel's table.
 */
void diag_tcp_request_all(uint8_t out[DIAG_TCP_REQUEST], uint32_t states, uint32_t seq);

enum {
	DIAG_PEERS = 64,			/* prefixes in one request */
	DIAG_PEERS_BYTES = 4 + DIAG_PEERS * 32, /* that they add to it at most */
	DIAG_DESTROY = 21,			/* type of a request */
};

/*
 * Makes one of the requests above, of `len` bytes, ask only for those whose remote address has one
 * of the prefixes; an IPv4 one is also that of mapped addresses. Gives its new length.
 */
size_t diag_of_peers(uint8_t *request, size_t len, const struct addr_prefix *peers, unsigned count);

/* A request to end the connection that a reply's body tells of, of which nobody is told then. */
void diag_destroy_request(uint8_t out[DIAG_INET_REQUEST], uint32_t seq,
	const uint8_t body[DIAG_INET_REPLY]);

/*
 * A reply (struct inet_diag_msg) as the record that a row of /proc/net/tcp gives, but for what
 * the kernel tells here otherwise: the uid of a SYN_RECV entry is 0, timers count in ms and
 * have no probes. False: of another family or too short.
 */
bool diag_parse_tcp(struct sock *s, const uint8_t *body, size_t len);

/*
 * A request for the unix socket with this inode, or with NL_DUMP in `flags` and inode 0 for all,
 * and their names. struct unix_diag_req of include/uapi/linux/unix_diag.h.
 */
void diag_unix_request(uint8_t out[DIAG_UNIX_REQUEST], uint16_t flags, uint32_t inode,
	uint32_t seq);

struct diag_unix {
	uint32_t inode;
	bool listening;
	size_t name_len; /* 0: no name, or a malformed one */
	char name
		[UNIXSOCK_NAME]; /* as /proc/net/unix prints it: `@` for each NUL of an abstract one */
};

/* A reply (struct unix_diag_msg). False: of another family or too short. */
bool diag_parse_unix(struct diag_unix *u, const uint8_t *body, size_t len);

#endif
