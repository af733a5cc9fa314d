/* sock - one internet socket, and its line in /proc/net/{tcp,udp,udplite,raw}[6]. */
#ifndef CORE_SOCK_H
#define CORE_SOCK_H

#include "core/addr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sock_proto {
	PROTO_TCP,
	PROTO_UDP,
	PROTO_UDPLITE,
	PROTO_RAW,
	PROTO_SCTP, /* in tables of their own, core/sctp.h */
};

/* As the kernel numbers them (include/net/tcp_states.h). */
enum sock_state {
	SOCK_ESTABLISHED = 1,
	SOCK_SYN_SENT,
	SOCK_SYN_RECV,
	SOCK_FIN_WAIT1,
	SOCK_FIN_WAIT2,
	SOCK_TIME_WAIT,
	SOCK_CLOSE,
	SOCK_CLOSE_WAIT,
	SOCK_LAST_ACK,
	SOCK_LISTEN,
	SOCK_CLOSING,
	SOCK_NEW_SYN_RECV, /* parsers give SOCK_SYN_RECV for it */
	SOCK_STATES,
};

enum sock_timer {
	SOCK_TIMER_OFF,
	SOCK_TIMER_RETRANSMIT,
	SOCK_TIMER_KEEPALIVE,
	SOCK_TIMER_TIME_WAIT,
	SOCK_TIMER_PROBE,
};

struct sock {
	struct addr local, remote;
	uint16_t local_port, remote_port; /* a raw socket's local one is its IP protocol */
	uint8_t state;			  /* enum sock_state, or a number unknown to it */
	uint8_t timer;			  /* enum sock_timer, or a number unknown to it */
	uint32_t recv_q;		  /* bytes; of a listener: connections not yet accepted */
	uint32_t send_q;		  /* bytes */
	uint32_t backlog; /* of a listener: the most that recv_q can be, less one; 0: not known */
	uint32_t uid;
	uint64_t timer_left;  /* USER_HZ ticks, a hundredth of a second each */
	uint64_t retransmits; /* of the segment that waits for its acknowledgement */
	uint64_t probes;      /* unanswered zero window probes */
	uint64_t inode;	      /* 0: none (TIME_WAIT, SYN_RECV) */
};

/* True for the heading of a table of sockets, and for a line of blanks. */
bool sock_is_heading(const char *line, size_t len);

/*
 * One row, without its newline. `whole` is false for a last line that had none: such a row is
 * taken only when it has all the fields of its kind. False: malformed, *s is undefined.
 * Documentation/networking/proc_net_tcp.rst; columns behind the inode are not read, and rows
 * that end there (before 2.6.28, and states 03, 06 and 0C) are accepted.
 */
bool sock_parse_inet(struct sock *s, enum sock_proto proto, enum addr_family family,
	enum byte_order order, const char *line, size_t len, bool whole);

/* The state's name, as net-tools spells it; NULL for a number that has none. */
const char *sock_state_name(unsigned state);

#endif
