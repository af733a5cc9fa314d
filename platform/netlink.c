/* netlink - one request, and the messages that answer it. */
#include "platform/platform.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

/* struct sockaddr_nl of include/uapi/linux/netlink.h */
struct netlink_address {
	unsigned short family;
	unsigned short padding;
	uint32_t port; /* 0: the kernel */
	uint32_t groups;
};

int os_netlink_open(struct os_netlink *n, int protocol)
{
	n->fd = socket(AF_NETLINK, SOCK_RAW, protocol);
	n->seq = 1;
	return n->fd < 0 ? -errno : 0;
}

static int receive(struct os_netlink *n)
{
	struct netlink_address from;
	socklen_t from_len = sizeof(from);
	ssize_t len; /* of the message, however much of it fits */

	do
		len = recvfrom(n->fd, n->buf, sizeof(n->buf), MSG_TRUNC, (struct sockaddr *)&from,
			&from_len);
	while ((len < 0 && errno == EINTR) || (len >= 0 && from.port != 0));
	if (len < 0)
		return -errno;
	if (len == 0 || (size_t)len > sizeof(n->buf))
		return -EPROTO;
	n->walk = nl_open(n->buf, (size_t)len);
	return 0;
}

int os_netlink_ask(struct os_netlink *n, const void *request, size_t len)
{
	const struct netlink_address kernel = { .family = AF_NETLINK };
	ssize_t sent;

	n->changed = false;
	do
		sent = sendto(n->fd, request, len, 0, (const struct sockaddr *)&kernel,
			sizeof(kernel));
	while (sent < 0 && errno == EINTR);
	return sent < 0 ? -errno : receive(n);
}

int os_netlink_next(struct os_netlink *n, struct nl_msg *m)
{
	for (;;) {
		while (nl_next(&n->walk, m)) {
			int error;

			if (m->seq != n->seq)
				continue;
			if (m->flags & NL_DUMP_INTR)
				n->changed = true;
			if (m->type != NL_DONE && m->type != NL_ERROR)
				return 1;
			error = nl_error(m);
			if (!error && n->changed)
				return -EINTR;
			return error < 0 ? -EPROTO : -error;
		}
		int r = receive(n);
		if (r < 0)
			return r;
	}
}

int os_netlink_change(struct os_netlink *n, const void *request, size_t len, char words[OS_REFUSAL])
{
	struct nl_msg m = { .len = 0 };
	struct fmt f = fmt_open(words, OS_REFUSAL - 1);
	const char *text = words;
	int r = os_netlink_ask(n, request, len);

	if (r >= 0)
		r = os_netlink_next(n, &m);
	if (r < 0) {
		size_t words_len = nl_error_words(&m, &text);

		fmt_text(&f, text, words_len, SIZE_MAX);
	}
	*f.at = 0;
	return r;
}

void os_netlink_close(struct os_netlink *n)
{
	if (n->fd >= 0)
		close(n->fd);
	n->fd = -1;
}
