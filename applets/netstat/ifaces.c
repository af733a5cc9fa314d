/* ifaces - -i: the interfaces and their counters. */
#include "netstat.h"

int netstat_ifaces(const struct view *v)
{
	return v->show ? STATUS_FINE : STATUS_UNREAD;
}
