/* netlink - one request, and the messages that answer it. */
#include "platform/calls.h"
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
	n->fd = os_socket(AF_NETLINK, SOCK_RAW, protocol);
	n->seq = 1;
	n->listens = false;
	return n->fd < 0 ? -errno : 0;
}

int os_netlink_listen(struct os_netlink *n, uint32_t groups)
{
	const struct netlink_address own = { .family = AF_NETLINK, .groups = groups };

	/* What others do carries the number of their request, when they ask to be told of it, too. */
	n->seq = (uint32_t)os_now() >> 1;
	n->listens = bind(n->fd, (const struct sockaddr *)&own, sizeof(own)) == 0;
	return n->listens ? 0 : -errno;
}

static int receive(struct os_netlink *n)
{
	struct netlink_address from = { 0 };
	socklen_t from_len = sizeof(from);
	ssize_t len; /* of the message, however much of it fits */
	bool lost;

	do {
		len = recvfrom(n->fd, n->buf, sizeof(n->buf), MSG_TRUNC, (struct sockaddr *)&from,
			&from_len);
		/* So much has changed that not all of it could be told. */
		lost = len < 0 && errno == ENOBUFS && n->listens;
		n->changed |= lost;
	} while (lost || (len < 0 && errno == EINTR) || (len >= 0 && from.port != 0));
	if (len < 0)
		return -errno;
	if (len == 0 || (size_t)len > sizeof(n->buf))
		return -EPROTO;
	n->walk = nl_open(n->buf, (size_t)len);
	return 0;
}

/* What an NL_ERROR or NL_DONE message says, as a negative errno or 0. */
static int error_of(const struct nl_msg *m)
{
	int error = nl_error(m);

	return error < 0 ? -EPROTO : -error;
}

/* The answer had no room beside messages of changes: it comes all the same, as they are read. */
static bool comes_later(const struct os_netlink *n, const struct nl_msg *m)
{
	return n->listens && nl_error(m) == ENOBUFS;
}

static bool is_last(const struct nl_msg *m)
{
	return m->type == NL_DONE || m->type == NL_ERROR;
}

int os_netlink_ask(struct os_netlink *n, const void *request, size_t len)
{
	const struct netlink_address kernel = { .family = AF_NETLINK };
	struct nl_walk first;
	struct nl_msg m;
	ssize_t sent;
	int r;

	n->changed = false;
	n->walk = nl_open(n->buf, 0);
	do
		sent = sendto(n->fd, request, len, 0, (const struct sockaddr *)&kernel,
			sizeof(kernel));
	while (sent < 0 && errno == EINTR);
	/* ENOENT would be an answer, which can be read again. */
	r = sent < 0 ? -(errno == ENOENT ? EIO : errno) : receive(n);
	first = n->walk;
	if (r >= 0 && nl_next(&first, &m) && m.seq == n->seq && is_last(&m) && !comes_later(n, &m))
		r = error_of(&m);
	return r;
}

int os_netlink_next(struct os_netlink *n, struct nl_msg *m)
{
	for (;;) {
		while (n->walk.at != n->walk.end) {
			/* No more may come. */
			if (!nl_next(&n->walk, m))
				return -EPROTO;
			if (m->seq != n->seq && !n->listens)
				continue;
			if (m->seq != n->seq) {
				n->changed = true;
				return 1;
			}
			if (m->flags & NL_DUMP_INTR)
				n->changed = true;
			if (!is_last(m))
				return 1;
			if (comes_later(n, m))
				continue;
			return n->changed && !nl_error(m) ? -EINTR : error_of(m);
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

	if (r < 0 && nl_next(&n->walk, &m)) {
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
