/* proc - what /proc/PID says of a process: its sockets and its name. */
#include "core/proc.h"

#include "core/scan.h"

#include <string.h>

bool proc_socket_inode(const char *link, size_t len, uint64_t *inode)
{
	struct scan s = scan_open(link, len);

	bool bracket = scan_take(&s, "socket:[");

	if (!bracket && !scan_take(&s, "[0000]:"))
		return false;
	*inode = scan_dec(&s);
	if (bracket)
		scan_char(&s, ']');
	return scan_done(&s);
}

bool proc_netns_inode(const char *link, size_t len, uint64_t *inode)
{
	struct scan s = scan_open(link, len);

	if (!scan_take(&s, "net:["))
		return false;
	*inode = scan_dec(&s);
	scan_char(&s, ']');
	return scan_done(&s);
}

/*
 * 512 24 0:4 net:[4026532281] /run/netns/blue rw shared:255 - nsfs nsfs rw
 */
bool proc_netns_mount(struct proc_mount *m, const char *line, size_t len)
{
	struct scan s = scan_open(line, len);
	const char *token;
	size_t n = 0;
	unsigned i;

	for (i = 0; i < 4; i++) {
		n = scan_token(&s, &token);
		scan_blanks(&s);
	}
	m->point_len = scan_token(&s, &m->point);
	return s.ok && proc_netns_inode(token, n, &m->inode);
}

bool proc_pid(const char *name, size_t len, uint32_t *pid)
{
	struct scan s = scan_open(name, len);

	*pid = (uint32_t)scan_dec_max(&s, INT32_MAX);
	return scan_done(&s) && *name != '0';
}

size_t proc_cmdline_name(const char *cmdline, size_t len, const char **name)
{
	const char *end = memchr(cmdline, 0, len);
	const char *p;

	*name = cmdline;
	if (!end)
		end = cmdline + len;
	if (cmdline < end && *cmdline == '/')
		for (p = cmdline; p < end; p++)
			if (*p == '/')
				*name = p + 1;
	return (size_t)(end - *name);
}

size_t proc_stat_name(const char *stat, size_t len, const char **name)
{
	const char *from = memchr(stat, '(', len);
	const char *end = stat + len;

	*name = stat;
	if (!from)
		return 0;
	while (end > from && end[-1] != ')')
		end--;
	if (end - from < 2)
		return 0;
	*name = from + 1;
	return (size_t)(end - 1 - *name);
}
