/* noroute - as nodiag, but it is NETLINK_ROUTE that the kernel refuses. */
#include <linux/netlink.h>

#define REFUSED NETLINK_ROUTE
#include "nodiag.c"
