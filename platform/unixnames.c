/* unixnames - which lines of /proc/net/unix belong to a name, from the kernel by sock_diag. */
#include "core/diag.h"
#include "platform/platform.h"

#include <string.h>

static int ask(struct os_netlink *n, uint16_t flags, uint32_t inode)
{
	uint8_t request[DIAG_UNIX_REQUEST];

	n->seq++;
	diag_unix_request(request, flags, inode, n->seq);
	return os_netlink_ask(n, request, sizeof(request));
}

static void remember(struct os_unix_names *u, const char *name, size_t len)
{
	if (u->count == OS_UNIX_NAMES) {
		if (!u->full)
			os_complain_of("unix sockets", "so many names hold newlines that some with "
						       "inode 0 may read wrong");
		u->full = true;
		return;
	}
	memcpy(u->names[u->count].text, name, len);
	u->names[u->count++].len = len;
}

void os_unix_names_open(struct os_unix_names *u)
{
	char name[UNIXSOCK_NAME];
	struct nl_msg m;
	size_t len;
	int r;

	u->count = 0;
	u->full = false;
	u->netlink.fd = -1;
	if (!os_root_is_live() || os_netlink_open(&u->netlink, OS_NETLINK_SOCK_DIAG) < 0)
		return;
	r = ask(&u->netlink, NL_DUMP, 0);
	while (r >= 0 && (r = os_netlink_next(&u->netlink, &m)) > 0) {
		len = m.type == DIAG_BY_FAMILY ? diag_unix_name(m.body, m.len, name) : 0;
		if (memchr(name, '\n', len))
			remember(u, name, len);
	}
	if (r < 0)
		u->count = 0;
}

unsigned os_unix_more_lines(struct os_unix_names *u, uint64_t inode)
{
	char name[UNIXSOCK_NAME];
	struct nl_msg m;
	unsigned lines = 0;
	size_t len;

	if (!u->count || !inode || inode > UINT32_MAX || ask(&u->netlink, 0, (uint32_t)inode) < 0 ||
		os_netlink_next(&u->netlink, &m) <= 0 || m.type != DIAG_BY_FAMILY)
		return 0;
	len = diag_unix_name(m.body, m.len, name);
	while (len)
		lines += name[--len] == '\n';
	return lines;
}

bool os_unix_goes_on(const struct os_unix_names *u, const struct unixsock *s, const char *line,
	size_t len)
{
	unsigned i;

	for (i = 0; i < u->count; i++) {
		const char *text = u->names[i].text;
		size_t left = u->names[i].len;

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

void os_unix_names_close(struct os_unix_names *u)
{
	os_netlink_close(&u->netlink);
}
