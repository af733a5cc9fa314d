/* netns - --netns PID, which applets have in common. */
#include "applets/netns.h"

#include "core/applet.h"
#include "core/scan.h"
#include "platform/platform.h"

#include <string.h>

int netns_enter(const char *pid)
{
	static struct os_netns netns; /* too large for a small stack */
	struct scan s = scan_open(pid, strlen(pid));
	uint32_t number = (uint32_t)scan_dec_max(&s, INT32_MAX);
	int r;

	if (!scan_done(&s) || !number)
		return os_complain_usage("--netns", pid, PACKED("not a process's number"));
	r = os_netns_enter_process(number, &netns);
	return r < 0 ? os_complain_file(pid, -r) : STATUS_FINE;
}
