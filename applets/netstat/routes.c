/* routes - -r: the routing table. */
#include "netstat.h"

int netstat_routes(const struct view *v)
{
	return v->show ? STATUS_FINE : STATUS_UNREAD;
}
