/* netns - --netns PID, which applets have in common. */
#include "applets/netns.h"

#include "core/applet.h"
#include "core/scan.h"
#include "platform/platform.h"

int netns_enter(const char *pid)
{
	static struct os_netns netns; /* too large for a small stack */
	uint64_t number;
	int r;

	if (!scan_number(pid, INT32_MAX, &number) || !number)
		return os_complain_usage("--netns", pid, PACKED("not a process's number"));
	r = os_netns_enter_process((uint32_t)number, &netns);
	return r < 0 ? os_complain_file(pid, -r) : STATUS_FINE;
}
