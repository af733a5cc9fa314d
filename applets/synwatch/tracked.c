/* tracked - the connections that this machine forwards, from the kernel's connection tracking. */
#include "synwatch.h"

#include <errno.h>

static struct os_lines in; /* too large for a small stack */

int tracked_open(void)
{
	int r = os_lines_open(&in, "net/nf_conntrack");

	return r == -ENOENT ? os_lines_open(&in, "net/ip_conntrack") : r;
}

int tracked_next(struct conntrack *c)
{
	int r;

	while ((r = os_lines_next(&in)) > 0) {
		if (conntrack_parse(c, in.line, in.len, in.whole))
			break;
		os_lines_bad(&in);
	}
	return r;
}

int tracked_close(int r)
{
	return os_lines_close(&in, r);
}
