/* unixnames - which lines of /proc/net/unix belong to a name, from the kernel by sock_diag. */
#include "core/diag.h"
#include "platform/platform.h"

#include <string.h>

/* Both give false when there is no room. */
static bool remember_name(struct os_unix_names *u, const struct diag_unix *s)
{
	if (u->names == OS_UNIX_NAMES)
		return false;
	memcpy(u->name[u->names].text, s->name, s->name_len);
	u->name[u->names++].len = s->name_len;
	return true;
}

static bool remember(struct os_unix_names *u, const struct diag_unix *s)
{
	uint32_t newlines = 0;
	unsigned i;

	for (i = 0; i < s->name_len; i++)
		newlines += s->name[i] == '\n';
	if (!newlines)
		return true;
	if (u->inodes == OS_UNIX_INODES || (s->listening && !remember_name(u, s)))
		return false;
	for (i = u->inodes++; i && u->inode[i - 1].inode > s->inode; i--)
		u->inode[i] = u->inode[i - 1];
	u->inode[i].inode = s->inode;
	u->inode[i].newlines = newlines;
	return true;
}

/* Asking for one socket by its inode would be exact, but each answer walks the kernel's table. */
void os_unix_names_load(struct os_unix_names *u)
{
	struct os_netlink netlink;
	uint8_t request[DIAG_UNIX_REQUEST];
	struct diag_unix s;
	bool fits = true;
	struct nl_msg m;
	int r;

	u->inodes = u->names = 0;
	if (!os_root_is_live() || os_netlink_open(&netlink, OS_NETLINK_SOCK_DIAG) < 0)
		return;
	diag_unix_request(request, netlink.seq);
	r = os_netlink_ask(&netlink, request, sizeof(request));
	while (r >= 0 && (r = os_netlink_next(&netlink, &m)) > 0)
		if (m.type == DIAG_BY_FAMILY && diag_parse_unix(&s, m.body, m.len))
			fits = remember(u, &s) && fits;
	if (!fits)
		os_complain_of("unix sockets",
			"too many names hold newlines, some rows may be names");
	os_netlink_close(&netlink);
}

unsigned os_unix_more_lines(const struct os_unix_names *u, uint64_t inode)
{
	unsigned low = 0, high = u->inodes;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (u->inode[middle].inode < inode)
			low = middle + 1;
		else
			high = middle;
	}
	return low < u->inodes && u->inode[low].inode == inode ? u->inode[low].newlines : 0;
}

bool os_unix_goes_on(const struct os_unix_names *u, const struct unixsock *s, const char *line,
	size_t len)
{
	unsigned i;

	for (i = 0; i < u->names; i++) {
		const char *text = u->name[i].text;
		size_t left = u->name[i].len;

		if (left <= s->name_len || memcmp(text, s->name, s->name_len) != 0 ||
			text[s->name_len] != '\n')
			continue;
		text += s->name_len + 1;
		left -= s->name_len + 1;
		if (left >= len && memcmp(text, line, len) == 0 &&
			(left == len || text[len] == '\n'))
			return true;
	}
	return false;
}
