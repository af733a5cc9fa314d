/* ifaces - what the two forms of -i share. */
#ifndef NETSTAT_IFACES_H
#define NETSTAT_IFACES_H

#include "netstat.h"

#include "core/iface.h"

/* -ie: a block of text for an interface; its addresses come from `in`. */
void netstat_iface_long(struct os_links *in, const struct iface *i);

/* The same in JSON: members of an object, and a comma behind the last. */
void netstat_iface_json(struct os_links *in, const struct iface *i);

#endif
