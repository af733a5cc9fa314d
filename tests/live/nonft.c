/* nonft - as nodiag, but it is NETLINK_NETFILTER that the kernel refuses. */
#include <linux/netlink.h>

#define REFUSED NETLINK_NETFILTER
#include "nodiag.c"
