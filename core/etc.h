/* etc - lines of /etc/services, /etc/protocols and /etc/passwd: a number's name. */
#ifndef CORE_ETC_H
#define CORE_ETC_H

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

#endif
