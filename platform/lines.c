/* lines - a text file below the proc root, line by line, in one buffer. */
#include "platform/calls.h"
#include "platform/platform.h"

#include "core/applet.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int open_path(struct os_lines *in)
{
	in->fd = os_openat(AT_FDCWD, in->path, O_RDONLY | O_NONBLOCK);
	if (in->fd < 0)
		return -errno;
	in->from = in->to = in->buf;
	in->bad = 0;
	in->read = 0;
	in->end = false;
	return 0;
}

int os_lines_open(struct os_lines *in, const char *name)
{
	int r = os_path(in->path, name);

	if (r >= 0)
		r = open_path(in);
	/* The process whose net/ it is may have ended right now. */
	if (r == -ENOENT && os_netns_moved() && os_path(in->path, name) >= 0)
		r = open_path(in);
	return r;
}

int os_lines_open_path(struct os_lines *in, const char *path)
{
	size_t len = strlen(path);

	if (len >= sizeof(in->path))
		return -ENAMETOOLONG;
	memcpy(in->path, path, len + 1);
	return open_path(in);
}

/* Reads more behind what is left, which moves to the front. 0 at the end of the file. */
static int fill(struct os_lines *in)
{
	size_t left = (size_t)(in->to - in->from);
	ssize_t n;

	memmove(in->buf, in->from, left);
	in->from = in->buf;
	in->to = in->buf + left;
	do
		n = read(in->fd, in->to, sizeof(in->buf) - left);
	while (n < 0 && errno == EINTR && !os_interrupted());
	if (n < 0)
		return -errno;
	in->to += n;
	in->read += (uint64_t)n;
	in->end = n == 0;
	return n > 0;
}

int os_lines_next(struct os_lines *in)
{
	size_t seen = 0;       /* bytes that hold no newline */
	bool too_long = false; /* what is left is the end of a line that did not fit */

	for (;;) {
		size_t left = (size_t)(in->to - in->from);
		char *newline = memchr(in->from + seen, '\n', left - seen);
		int r;

		if (os_interrupted())
			return 0;
		if (newline || (in->end && left)) {
			in->line = in->from;
			in->whole = newline;
			in->len = newline ? (size_t)(newline - in->from) : left;
			in->from = newline ? newline + 1 : in->to;
			if (!too_long)
				return 1;
			too_long = false;
			seen = 0;
			continue;
		}
		if (in->end)
			return 0;
		seen = left;
		if (left == sizeof(in->buf)) {
			in->bad += !too_long;
			too_long = true;
			in->from = in->to;
			seen = 0;
		}
		r = fill(in);
		if (r < 0)
			return r;
	}
}

uint64_t os_lines_offset(const struct os_lines *in)
{
	return in->read - (uint64_t)(in->to - in->line);
}

void os_lines_bad(struct os_lines *in)
{
	in->bad++;
}

int os_lines_close(struct os_lines *in, int r)
{
	char text[FMT_U64 + 32];
	struct fmt f = fmt_open(text, sizeof(text) - 1);

	if (in->fd >= 0)
		close(in->fd);
	in->fd = -1;
	if (r < 0)
		os_complain(in->path, -r);
	if (in->bad) {
		fmt_dec(&f, in->bad);
		packed_fmt(&f, in->bad == 1 ? PACKED(" line not understood")
					    : PACKED(" lines not understood"));
		*f.at = 0;
		os_complain_of(in->path, text);
	}
	return r < 0 || in->bad ? STATUS_UNREAD : STATUS_FINE;
}
