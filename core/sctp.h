/* sctp - SCTP endpoints and associations: the lines of /proc/net/sctp/{eps,assocs}. */
#ifndef CORE_SCTP_H
#define CORE_SCTP_H

#include "core/addr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sctp_table {
	SCTP_ENDPOINTS,
	SCTP_ASSOCIATIONS,
};

/* Both ends may have any number of addresses; the lists point into the line. */
struct sctp {
	struct scan local, remote; /* to be walked by sctp_next_addr */
	uint16_t local_port, remote_port;
	uint8_t state;		 /* the socket's, enum sock_state */
	uint32_t recv_q, send_q; /* bytes */
	uint32_t uid;
	uint64_t inode;
};

bool sctp_is_heading(const char *line, size_t len);

/*
 * One row, without its newline. An endpoint has no remote end and no queues. A row whose line
 * was cut short (`whole` is false) may have lost addresses and is malformed. False: malformed.
 * net/sctp/proc.c of the kernel.
 */
bool sctp_parse(struct sctp *s, enum sctp_table table, const char *line, size_t len, bool whole);

/* The next address of a copy of a list; false at its end. */
bool sctp_next_addr(struct scan *list, struct addr *a);

#endif
