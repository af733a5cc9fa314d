/* out - stdout through one buffer that is written at row ends, stderr message by message. */
#include "core/applet.h"
#include "platform/calls.h"
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static char out_buf[28 * 1024 + OS_ROW];
static struct fmt out = { out_buf, out_buf + sizeof(out_buf), false };
static int out_error;
static const char *command = "netlet";
static bool muted;

void os_start(void)
{
	struct pollfd fds[3] = { { .fd = 0 }, { .fd = 1 }, { .fd = 2 } };
	int i;

	/* A file that became stdout or stderr would be written to. Writing to O_PATH fails. */
	if (poll(fds, 3, 0) > 0)
		for (i = 0; i < 3; i++)
			if (fds[i].revents & POLLNVAL)
				os_openat(AT_FDCWD, "/", O_PATH);
}

void os_mute(bool mute)
{
	muted = mute;
}

void os_speak_as(const char *name)
{
	command = name;
}

/* However long a reader takes: only a second interrupt ends the wait. */
static int write_all(int fd, const char *p, size_t len)
{
	struct pollfd room = { .fd = fd, .events = POLLOUT };

	while (len) {
		ssize_t n = write(fd, p, len);

		if (n >= 0) {
			p += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN) {
			poll(&room, 1, -1);
		} else if (errno != EINTR) {
			return -errno;
		}
	}
	return 0;
}

int os_flush(void)
{
	int r = out_error ? 0 : write_all(STDOUT_FILENO, out_buf, (size_t)(out.at - out_buf));

	/* A row that did not fit is an error like any other. */
	if (r >= 0 && out.cut && !out_error)
		r = -EOVERFLOW;
	out = fmt_open(out_buf, sizeof(out_buf));
	if (r < 0) {
		out_error = r;
		if (r != -EPIPE)
			os_complain("standard output", -r);
	}
	return out_error;
}

struct fmt *os_out(void)
{
	if (out.end - out.at < OS_ROW)
		os_flush();
	return &out;
}

/* Somebody else's words; nothing at all shows as ''. */
static void fmt_words(struct fmt *f, const char *text, size_t width)
{
	if (*text)
		fmt_text(f, text, strlen(text), width);
	else
		fmt_str(f, "''");
}

/* One message is one write, so that those of several processes do not mix. */
static int complain(const char *subject, const char *value, const char *reason)
{
	char buf[2 * OS_PATH];
	struct fmt f = fmt_open(buf, sizeof(buf) - 1);

	if (muted)
		return STATUS_UNREAD;
	if (out.at > out_buf)
		os_flush();
	fmt_words(&f, command, 255);
	fmt_str(&f, ": ");
	fmt_words(&f, subject, OS_PATH);
	if (value) {
		fmt_char(&f, ' ');
		fmt_words(&f, value, OS_PATH / 2);
	}
	if (reason) {
		fmt_str(&f, ": ");
		packed_fmt(&f, reason);
	}
	*f.at++ = '\n';
	write_all(STDERR_FILENO, buf, (size_t)(f.at - buf));
	return STATUS_UNREAD;
}

int os_complain_of(const char *subject, const char *reason)
{
	return complain(subject, NULL, reason);
}

int os_complain_usage(const char *word, const char *value, const char *reason)
{
	char line[300];
	struct fmt f = fmt_open(line, sizeof(line) - 1);

	complain(word, value, reason);
	fmt_str(&f, "try: ");
	fmt_str(&f, command);
	fmt_str(&f, " --help");
	*f.at = 0;
	complain(line, NULL, NULL);
	return STATUS_USAGE;
}

int os_complain(const char *subject, int error)
{
	char buf[OS_REASON];

	return complain(subject, NULL, os_reason(buf, error));
}

bool os_terminal(unsigned *rows, unsigned *columns)
{
	struct winsize size = { 0, 0, 0, 0 };

	if (os_ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
		return false;
	if (size.ws_row && size.ws_col) {
		*rows = size.ws_row;
		*columns = size.ws_col;
	}
	return true;
}

void os_note(const char *text)
{
	char buf[256];
	struct fmt f = fmt_open(buf, sizeof(buf));

	if (muted)
		return;
	if (out.at > out_buf)
		os_flush();
	packed_fmt(&f, text);
	write_all(STDERR_FILENO, buf, (size_t)(f.at - buf));
}

int os_log(unsigned priority, const char *text, size_t len)
{
	static const struct sockaddr_un log = { AF_UNIX, "/dev/log" };
	char line[1024];
	struct fmt f = fmt_open(line, sizeof(line));
	int fd = os_socket(AF_UNIX, SOCK_DGRAM, 0), r;

	fmt_char(&f, '<');
	fmt_dec(&f, priority);
	fmt_char(&f, '>');
	fmt_str(&f, command);
	fmt_char(&f, '[');
	fmt_dec(&f, (uint64_t)getpid());
	fmt_str(&f, "]: ");
	fmt_mem(&f, text, len);
	r = sendto(fd, line, (size_t)(f.at - line), MSG_NOSIGNAL, (const struct sockaddr *)&log,
		    sizeof(log)) < 0
		    ? -errno
		    : 0;
	if (fd >= 0)
		close(fd);
	return r;
}
