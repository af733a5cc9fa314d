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
};

/* The protocols whose services are told apart; others are malformed. */
enum etc_proto {
	ETC_TCP = 1,
	ETC_UDP,
};

struct etc_entry {
	uint32_t key; /* ETC_SERVICES: etc_service_key; else the protocol's number or the uid */
	size_t name_len;
	const char *name; /* points into the line */
};

/* What a service is looked up by. */
uint32_t etc_service_key(enum etc_proto proto, uint16_t port);

/*
 * One line, without its newline. services(5), protocols(5), passwd(5). False: a comment, empty,
 * malformed or of a protocol that is not asked for; these files belong to the administrator and
 * such lines mean nothing there.
 */
bool etc_parse(struct etc_entry *e, enum etc_file file, const char *line, size_t len);

/* A line of /etc/services, of which *key is set. True when this is a name or an alias of it. */
bool etc_service_is(uint32_t *key, const char *name, size_t name_len, const char *line, size_t len);

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

struct etc_resolver {
	struct addr server; /* family 0: the line names none */
	size_t zone_len;
	const char *zone; /* the interface behind the address and a %; points into the line */
	uint32_t timeout; /* seconds; 0: the line does not say */
};

/* One line of resolv.conf(5), as above; a timeout of 0 counts as 1, as glibc has it. */
bool etc_parse_resolver(struct etc_resolver *r, const char *line, size_t len);

#endif
