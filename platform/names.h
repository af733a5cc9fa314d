/* names - the names that numbers and addresses have. */
#ifndef PLATFORM_NAMES_H
#define PLATFORM_NAMES_H

#include "core/addr.h"
#include "core/fmt.h"
#include "core/sock.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- names.c: /etc/services, /etc/protocols, /etc/passwd ---- */

/*
 * Reads those of the files that were not read yet, before a table: a complaint must not come
 * between the cells of a row. Gives an exit status; a file that is missing has no names.
 */
int os_names_load(bool services, bool protocols, bool users);

enum {
	OS_NAME = 2048, /* bytes of the longest name that these and os_host_name append */
};

/* Appends the name of a port, of a raw socket's protocol or of a user; false when it has none. */
bool os_port_name(struct fmt *f, enum sock_proto proto, uint16_t port);
bool os_user_name(struct fmt *f, uint32_t uid);

/*
 * Looks up a service, by name or alias, in /etc/services: its ports for TCP and for UDP, 0 where
 * it has none. False: there is no such service, or no such file.
 */
bool os_service_ports(const char *name, size_t len, uint16_t *tcp, uint16_t *udp);

/* ---- hosts.c: /etc/hosts, and the name servers of /etc/resolv.conf ---- */

enum {
	OS_HOSTS = 4096, /* addresses whose names are looked for */
};

/* Notes an address whose name will be asked for; 0.0.0.0 and :: have none. */
void os_hosts_want(const struct addr *a);

/* Begins a new listing: 2 s for its questions, and room for its names. */
void os_hosts_round(void);

/*
 * Finds the names of all that were noted and not looked for before, within 2 s; before a table,
 * as above. Gives an exit status; a file that is missing has no names. Says once on stderr when
 * there are more addresses or longer names than it can hold.
 */
int os_hosts_resolve(void);

/* Appends the name of an address that was noted; false when none was found. */
bool os_host_name(struct fmt *f, const struct addr *a);

bool os_network_addr(const char *name, struct addr *net);
int os_host_addr(const char *name, enum addr_family family, struct addr *a);
bool os_network_name(struct fmt *f, const struct addr *net);

/* ---- tables.c: the names of routing tables, /etc/iproute2/rt_tables ---- */

/* Appends the name that a table has on every machine, or its number. */
void os_table_name(struct fmt *f, uint32_t id);

/* Reads a table's name, or its number above 0. */
bool os_table_id(const char *word, uint32_t *id);

#endif
