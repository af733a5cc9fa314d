/* groups - -g: multicast groups. */
#include "netstat.h"

int netstat_groups(const struct view *v)
{
	return v->show ? STATUS_FINE : STATUS_UNREAD;
}
