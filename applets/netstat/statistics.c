/* statistics - -s: the protocols' counters. */
#include "netstat.h"

int netstat_statistics(const struct view *v)
{
	return v->show ? STATUS_FINE : STATUS_UNREAD;
}
