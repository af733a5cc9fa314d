/* resolver - what hosts.c and lookup.c share: the name servers, and how they are asked. */
#ifndef PLATFORM_RESOLVER_H
#define PLATFORM_RESOLVER_H

#include "core/dns.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	OS_ALL_SERVERS = 0xff, /* bits of servers */
};

/* Questions, which have numbers. */
struct os_questions {
	/* Writes one and gives its length; 0: this server need not be asked. */
	size_t (*put)(uint8_t question[DNS_QUESTION], unsigned number, unsigned server);

	/* True when that is an answer of this server to one of them. */
	bool (*take)(const uint8_t *msg, size_t len, unsigned server);

	/* True when nothing need be waited for, `alive` being the servers that may answer yet. */
	bool (*settled)(unsigned alive);
};

/* The servers that need not be waited for after such an answer of this one. */
uint8_t os_resolver_settles(enum dns_outcome outcome, unsigned server);

/* Calls `take` with each line of a file; one that is missing has none. Gives an exit status. */
int os_resolver_lines(const char *path, void (*take)(const char *line, size_t len));

/*
 * Reads /etc/resolv.conf and gives an exit status. *ms is how long to wait for answers; 0: there
 * is no server. The others follow this.
 */
int os_resolver_open(const struct os_questions *q, int *ms);

/* Asks the questions from..to - 1 until all are settled or `ms` are over; gives how many were. */
int os_resolver_ask(unsigned from, unsigned to, int ms);

/* Takes what has come since, too. */
void os_resolver_close(void);

#endif
