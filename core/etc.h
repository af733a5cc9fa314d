/* etc - lines of files in /etc: names of numbers and of addresses, and who knows more of them. */
#ifndef CORE_ETC_H
#define CORE_ETC_H

#include "core/addr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum etc_file {
	ETC_SERVICES,
	ETC_PROTOCOLS,
	ETC_PASSWD,
	ETC_NETWORKS,
};

/* The protocols whose services are told apart; others are malformed. */
enum etc_proto {
	ETC_TCP = 1,
	ETC_UDP,
};

struct etc_entry {
	uint32_t key; /* as the two below make it, or the protocol's number or the uid */
	size_t name_len;
	const char *name; /* points into the line */
};

/* What a service is looked up by. */
uint32_t etc_service_key(enum etc_proto proto, uint16_t port);

/* What an IPv4 network is looked up by: 10.1.0.0 is 0x0a010000. */
uint32_t etc_network_key(const struct addr *net);

/*
 * One line, without its newline. services(5), protocols(5), passwd(5), networks(5), where 10.1 is
 * 10.1.0.0. False: a comment, empty, malformed or of a protocol that is not asked for; these files
 * belong to the administrator and such lines mean nothing there.
 */
bool etc_parse(struct etc_entry *e, enum etc_file file, const char *line, size_t len);

/*
 * A line of ETC_SERVICES or ETC_NETWORKS, of which *key is set. True when this is a name or an
 * alias of it; case matters to services alone.
 */
bool etc_is(uint32_t *key, enum etc_file file, const char *name, size_t name_len, const char *line,
	size_t len);

enum {
	ETC_HOST_NAME = 255, /* bytes of the longest name of an address */
};

struct etc_host {
	struct addr addr;
	size_t name_len;
	const char *name; /* the first one; points into the line */
};

/* One line of hosts(5), as above. */
bool etc_parse_host(struct etc_host *h, const char *line, size_t len);

/* True when this is one of the names of a line of hosts(5), which *h then is; case does not matter. */
bool etc_host_is(struct etc_host *h, const char *name, size_t name_len, const char *line,
	size_t len);

struct etc_resolver {
	struct addr server; /* family 0: the line names none */
	size_t zone_len;
	const char *zone; /* the interface behind the address and a %; points into the line */
	uint32_t timeout; /* seconds; 0: the line does not say */
};

/* One line of resolv.conf(5), as above; a timeout of 0 counts as 1, as glibc has it. */
bool etc_parse_resolver(struct etc_resolver *r, const char *line, size_t len);

/* True: a line of it that says in which domains to look for names, which is where *domains stands. */
bool etc_parse_search(struct scan *domains, const char *line, size_t len);

#endif
