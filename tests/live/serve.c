/* serve - a small TCP server.
 *
 *	serve ADDRESS PORT BACKLOG [mute]
 *
 * Sends one byte to who connects, then sends back what it gets until the other end closes. A mute
 * one listens and never accepts. :: is for both families. Says `ready` when it listens.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	EVENTS = 256,
	DESCRIPTORS = 60000,
};

static int open_at(const char *text, uint16_t port, int backlog)
{
	struct sockaddr_in a4 = { .sin_family = AF_INET, .sin_port = htons(port) };
	struct sockaddr_in6 a6 = { .sin6_family = AF_INET6, .sin6_port = htons(port) };
	const int family = strchr(text, ':') ? AF_INET6 : AF_INET, on = 1, off = 0;
	const struct sockaddr *a = family == AF_INET ? (void *)&a4 : (void *)&a6;
	void *address = family == AF_INET ? (void *)&a4.sin_addr : (void *)&a6.sin6_addr;
	int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0 || inet_pton(family, text, address) != 1)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
	if (bind(fd, a, family == AF_INET ? sizeof(a4) : sizeof(a6)) < 0 || listen(fd, backlog) < 0)
		return -1;
	return fd;
}

static void greet(int epoll, int listener)
{
	struct epoll_event e = { .events = EPOLLIN };

	while ((e.data.fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
		if (send(e.data.fd, "!", 1, MSG_NOSIGNAL) != 1 ||
			epoll_ctl(epoll, EPOLL_CTL_ADD, e.data.fd, &e) < 0)
			close(e.data.fd);
	}
}

static void answer(int fd)
{
	char bytes[4096];
	ssize_t n = recv(fd, bytes, sizeof(bytes), 0);

	if (n <= 0 || send(fd, bytes, (size_t)n, MSG_NOSIGNAL) != n)
		close(fd);
}

int main(int argc, char **argv)
{
	struct rlimit many = { DESCRIPTORS, DESCRIPTORS };
	struct epoll_event e = { .events = EPOLLIN }, events[EVENTS];
	int epoll, n, i;

	setrlimit(RLIMIT_NOFILE, &many);
	if (argc < 4 || argc > 5 ||
		(e.data.fd = open_at(argv[1], (uint16_t)atoi(argv[2]), atoi(argv[3]))) < 0) {
		perror("serve: ADDRESS PORT BACKLOG [mute]");
		return 2;
	}
	puts("ready");
	fflush(stdout);
	if (argc == 5)
		for (;;)
			pause();
	epoll = epoll_create1(EPOLL_CLOEXEC);
	if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, e.data.fd, &e) < 0)
		return 2;
	for (;;) {
		n = epoll_wait(epoll, events, EVENTS, -1);
		for (i = 0; i < n; i++) {
			if (events[i].data.fd == e.data.fd)
				greet(epoll, e.data.fd);
			else
				answer(events[i].data.fd);
		}
	}
}
