/* masquerade - -M: the connections whose addresses are translated. */
#include "netstat.h"

int netstat_masquerade(const struct view *v)
{
	return v->show ? STATUS_FINE : STATUS_UNREAD;
}
