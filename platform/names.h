/* names - the names that numbers and addresses have. */
#ifndef PLATFORM_NAMES_H
#define PLATFORM_NAMES_H

#include "core/addr.h"
#include "core/etc.h"
#include "core/fmt.h"
#include "core/sock.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- names.c: /etc/services, /etc/protocols, /etc/passwd, /etc/networks ---- */

/*
 * Reads those of the files that were not read yet, before a table: a complaint must not come
 * between the cells of a row. `files` has a bit (1 << enum etc_file) for each. Gives an exit
 * status; a file that is missing has no names.
 */
int os_names_load(unsigned files);

enum {
	OS_NAME = 2048, /* bytes of the longest name that these and os_host_name append */
};

/*
 * Appends the name of a port, of a raw socket's protocol, of a user or of an IPv4 network; false
 * when it has none.
 */
bool os_port_name(struct fmt *f, enum sock_proto proto, uint16_t port);
bool os_user_name(struct fmt *f, uint32_t uid);
bool os_network_name(struct fmt *f, const struct addr *net);

/*
 * Looks up a service, by name or alias, in /etc/services: its ports for TCP and for UDP, 0 where
 * it has none. False: there is no such service, or no such file.
 */
bool os_service_ports(const char *name, size_t len, uint16_t *tcp, uint16_t *udp);

/*
 * Looks up an IPv4 network, by name or alias in either case, in /etc/networks. False: there is no
 * such network, or no such file.
 */
bool os_network_addr(const char *name, struct addr *net);

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

/* ---- lookup.c: the address of a host by its name ---- */

/*
 * The address of a host, of that family or (0) of either, then rather IPv4: from /etc/hosts, or
 * else from the name servers within 2 s. A name without a dot is looked for in the first domain
 * that /etc/resolv.conf lists, and then as it is.
 *
 * -EINVAL: no host can have that name. -ENOENT: there is no such host, or no name server is known.
 * -EAGAIN: the name servers do not answer, or do not know. 0.0.0.0 and :: are no hosts.
 */
int os_host_addr(const char *name, enum addr_family family, struct addr *a);

/* ---- tables.c: the names of routing tables, /etc/iproute2/rt_tables ---- */

/* Appends the name that a table has on every machine, or its number. */
void os_table_name(struct fmt *f, uint32_t id);

/* Reads a table's name, or its number above 0. */
bool os_table_id(const char *word, uint32_t *id);

#endif
