/* unixsock - one unix socket, and its line in /proc/net/unix. */
#include "core/unixsock.h"

#include "core/scan.h"

#include <string.h>

bool unixsock_is_heading(const char *line, size_t len, bool *inodes)
{
	struct scan s = scan_open(line, len);
	const char *token;

	if (!scan_word(&s, "Num"))
		return false;
	scan_skip_blanks(&s);
	if (!scan_word(&s, "RefCount"))
		return false;
	*inodes = false;
	while (scan_skip_blanks(&s), s.at < s.end)
		if (scan_word(&s, "Inode"))
			*inodes = true;
		else
			scan_token(&s, &token);
	return true;
}

/*
 * 0000000053d6613e: 00000002 00000000 00010000 0001 01  5711 /run/user/1000/bus
 */
bool unixsock_parse(struct unixsock *u, const char *line, size_t len, bool inodes, bool whole)
{
	struct scan s = scan_open(line, len);

	scan_skip_blanks(&s);
	scan_hex_max(&s, UINT64_MAX);
	scan_char(&s, ':');
	scan_blanks(&s);
	u->refcount = (uint32_t)scan_hex_max(&s, UINT32_MAX);
	scan_blanks(&s);
	u->protocol = (uint32_t)scan_hex_max(&s, UINT32_MAX);
	scan_blanks(&s);
	u->flags = (uint32_t)scan_hex_max(&s, UINT32_MAX);
	scan_blanks(&s);
	u->type = (uint32_t)scan_hex_max(&s, UINT32_MAX);
	scan_blanks(&s);
	u->state = (uint32_t)scan_hex_max(&s, UINT32_MAX);
	u->has_inode = inodes;
	u->inode = 0;
	if (inodes) {
		scan_blanks(&s);
		u->inode = scan_dec(&s);
	}
	if (!s.ok || !whole)
		return false;
	u->name_len = 0;
	u->has_name = s.at < s.end;
	if (!u->has_name)
		return true;
	scan_char(&s, ' ');
	len = (size_t)(s.end - s.at);
	if (!s.ok || len > sizeof(u->name) || memchr(s.at, 0, len))
		return false;
	memcpy(u->name, s.at, len);
	u->name_len = len;
	return true;
}

/* A row begins with a pointer of eight digits or more, or with a number and a colon. */
static bool looks_like_row(const char *line, size_t len)
{
	struct scan s = scan_open(line, len);

	scan_hex_max(&s, UINT64_MAX);
	return s.at - line >= 8 || (s.at > line && s.at < s.end && *s.at == ':');
}

bool unixsock_continue(struct unixsock *u, const char *line, size_t len, bool known)
{
	if (!u->has_name || len >= sizeof(u->name) - u->name_len || memchr(line, 0, len) ||
		(!known && looks_like_row(line, len)))
		return false;
	u->name[u->name_len] = '\n';
	memcpy(u->name + u->name_len + 1, line, len);
	u->name_len += 1 + len;
	return true;
}

const char *unixsock_type_name(const struct unixsock *u)
{
	static const char names[][10] = { "STREAM", "DGRAM", "RAW", "RDM", "SEQPACKET" };

	return u->type - 1 < sizeof(names) / sizeof(*names) ? names[u->type - 1] : "UNKNOWN";
}

const char *unixsock_state_name(const struct unixsock *u)
{
	switch (u->state) {
	case UNIXSOCK_FREE:
		return "FREE";
	case UNIXSOCK_UNCONNECTED:
		return u->flags & UNIXSOCK_LISTENING ? "LISTENING" : "";
	case UNIXSOCK_CONNECTING:
		return "CONNECTING";
	case UNIXSOCK_CONNECTED:
		return "CONNECTED";
	case UNIXSOCK_DISCONNECTING:
		return "DISCONNECTING";
	default:
		return "UNKNOWN";
	}
}
