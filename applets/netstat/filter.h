/* filter - what --port, --local, --remote, --state and --program ask for. */
#ifndef NETSTAT_FILTER_H
#define NETSTAT_FILTER_H

#include "netstat.h"

enum {
	FILTER_MOST = 256,   /* ports, and ends, that all arguments together may name */
	FILTER_STATES = 256, /* numbers that a state may have */
	FILTER_TCP = 1,	     /* ports of TCP and SCTP */
	FILTER_UDP = 2,	     /* ports of UDP and UDP-Lite */
};

/* Ports `from` to `to` of some protocols. */
struct range {
	uint16_t from, to;
	uint8_t protos;
};

/* What --local or --remote says of one end. */
struct end {
	uint64_t side;	    /* LOCAL or REMOTE */
	bool any;	    /* any address */
	struct addr prefix; /* an IPv4 one is also that of mapped addresses */
	unsigned len;	    /* its bits */
	struct range ports; /* from 0: any, and none */
};

/* The words of the column of states; the numbers below SOCK_STATES are enum sock_state. */
enum word {
	WORD_FREE = SOCK_STATES,
	WORD_CONNECTING,
	WORD_CONNECTED,
	WORD_DISCONNECTING,
	WORD_UNKNOWN, /* whatever its number */
};

struct filter {
	uint64_t given; /* bits of the filters */
	bool matched;
	struct range ports[FILTER_MOST];
	struct end ends[FILTER_MOST];
	unsigned n_ports, n_ends;
	uint32_t words;			      /* a bit each */
	uint64_t numbers[FILTER_STATES / 64]; /* a bit each */
	const struct args *args;	      /* the programs */
};

/* Filled by netstat_filter_open. */
extern struct filter netstat_filter;

#endif
