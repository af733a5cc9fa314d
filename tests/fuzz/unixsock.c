/* unixsock - a whole /proc/net/unix, its lines joined to rows. Bits of the first byte: what is known. */
#include "core/unixsock.h"

#include "fuzz.h"

static void check_record(const struct unixsock *u)
{
	char row[300];
	struct unixsock again;
	size_t first = u->name_len, n;

	CHECK(u->name_len <= UNIXSOCK_NAME);
	CHECK(!memchr(u->name, 0, u->name_len));
	CHECK(unixsock_type_name(u) && unixsock_state_name(u));
	/* Written as the kernel writes it and read again, up to the name's first newline. */
	if (memchr(u->name, '\n', u->name_len))
		first = (size_t)((const char *)memchr(u->name, '\n', u->name_len) - u->name);
	n = (size_t)snprintf(row, sizeof(row), "%016x: %08X %08X %08X %04X %02X", 0, u->refcount,
		u->protocol, u->flags, u->type, u->state);
	if (u->has_inode)
		n += (size_t)snprintf(row + n, sizeof(row) - n, " %5ju", (uintmax_t)u->inode);
	if (u->name_len) {
		row[n++] = ' ';
		memcpy(row + n, u->name, first);
	}
	CHECK(unixsock_parse(&again, row, n + first, u->has_inode, true));
	CHECK(again.refcount == u->refcount && again.protocol == u->protocol &&
		again.flags == u->flags && again.type == u->type && again.state == u->state &&
		again.inode == u->inode);
	CHECK(again.name_len == first && memcmp(again.name, u->name, first) == 0);
	CHECK(!unixsock_parse(&again, row, n + first, u->has_inode, false));
}

/* As netstat joins them; each line stands in a buffer of its own. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct unixsock waiting, next;
	bool any = false, first = true, inodes = true;
	const char *p = (const char *)data + 1, *end = (const char *)data + size;
	unsigned known = size ? data[0] : 0;

	for (; p < end; known >>= 1) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((newline ? newline : end) - p);
		char *line = exact(p, len);
		bool heading = first && unixsock_is_heading(line, len, &inodes);

		first = false;
		if (heading) {
			CHECK(!unixsock_parse(&next, line, len, inodes, true));
		} else if (!(known & 1) &&
			   unixsock_parse(&next, line, len, inodes, newline != NULL)) {
			CHECK(newline && next.has_inode == inodes);
			if (any)
				check_record(&waiting);
			waiting = next;
			any = true;
		} else if (any && newline) {
			size_t before = waiting.name_len;
			bool more = unixsock_continue(&waiting, line, len, known & 1);

			CHECK(waiting.name_len == before + (more ? 1 + len : 0));
		}
		free(line);
		p = newline ? newline + 1 : end;
	}
	if (any)
		check_record(&waiting);
	return 0;
}
