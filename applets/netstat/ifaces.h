/* ifaces - what the two forms of -i share. */
#ifndef NETSTAT_IFACES_H
#define NETSTAT_IFACES_H

#include "netstat.h"

/* -ie: a block of text for an interface, or in JSON members of an object, a comma behind each. */
void netstat_iface_long(const struct iface *i, bool json);

#endif
