/* visit - clients of serve.
 *
 *	visit ADDRESS PORT RATE SECONDS [FROM]
 *
 * RATE connections a second, each closed when its byte has come, or given up after three seconds.
 * Prints `TRIED SERVED LONGEST`, the last in ms. With RATE 0 one connection that stays open, and
 * sends a byte ten times a second, that has to come back: prints how often, how many came back, and
 * the longest that one took. FROM is the address to come from.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	EVENTS = 256,
	DESCRIPTORS = 60000,
	PATIENCE = 3000, /* ms */
};

union place {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static union place to, from;
static socklen_t len;
static double since[DESCRIPTORS]; /* by descriptor; 0: closed */
static long tried, served;
static double longest;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int parse(union place *p, const char *text, uint16_t port)
{
	if (strchr(text, ':')) {
		len = sizeof(p->v6);
		p->v6.sin6_family = AF_INET6;
		p->v6.sin6_port = htons(port);
		return inet_pton(AF_INET6, text, &p->v6.sin6_addr) == 1;
	}
	len = sizeof(p->v4);
	p->v4.sin_family = AF_INET;
	p->v4.sin_port = htons(port);
	return inet_pton(AF_INET, text, &p->v4.sin_addr) == 1;
}

static int dial(void)
{
	struct linger reset = { 1, 0 };
	const int on = 1;
	int fd = socket(to.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0)
		return -1;
	/* Closed with a RST: ports last longer. */
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
	setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof(on));
	if (from.any.sa_family && bind(fd, &from.any, len) < 0) {
		perror("visit: bind");
		exit(2);
	}
	connect(fd, &to.any, len);
	return fd;
}

static void note(double ms)
{
	served++;
	if (ms > longest)
		longest = ms;
}

static int stay(double seconds)
{
	struct pollfd p = { .fd = dial(), .events = POLLIN };
	double end = now() + seconds * 1e3, sent;
	char byte;

	if (poll(&p, 1, PATIENCE) != 1 || recv(p.fd, &byte, 1, 0) != 1)
		return 1;
	while ((sent = now()) < end) {
		tried++;
		if (send(p.fd, "?", 1, MSG_NOSIGNAL) != 1 || poll(&p, 1, PATIENCE) != 1 ||
			recv(p.fd, &byte, 1, 0) != 1)
			return 1;
		note(now() - sent);
		usleep(100000);
	}
	return 0;
}

static void come(int epoll, double rate, double seconds)
{
	struct epoll_event e = { .events = EPOLLIN }, events[EVENTS];
	double start = now(), t;
	int fd, i, n, open = 0, most = 0;
	char byte;

	while ((t = now()) < start + seconds * 1e3 || open) {
		while (t < start + seconds * 1e3 && (double)tried * 1e3 <= (t - start) * rate) {
			tried++;
			fd = dial();
			if (fd < 0)
				break;
			e.data.fd = fd;
			if (fd >= DESCRIPTORS || epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e) < 0) {
				close(fd);
				break;
			}
			since[fd] = t;
			open++;
			most = fd > most ? fd : most;
		}
		n = epoll_wait(epoll, events, EVENTS, 1);
		for (i = 0; i < n; i++) {
			fd = events[i].data.fd;
			if (recv(fd, &byte, 1, 0) == 1)
				note(now() - since[fd]);
			since[fd] = 0;
			close(fd);
			open--;
		}
		for (fd = 0; fd <= most; fd++)
			if (since[fd] > 0 && t > since[fd] + PATIENCE) {
				since[fd] = 0;
				close(fd);
				open--;
			}
	}
}

int main(int argc, char **argv)
{
	struct rlimit many = { DESCRIPTORS, DESCRIPTORS };
	double rate, seconds;
	int failed = 0;

	setrlimit(RLIMIT_NOFILE, &many);
	if (argc < 5 || argc > 6 || (argc > 5 && !parse(&from, argv[5], 0)) ||
		!parse(&to, argv[1], (uint16_t)atoi(argv[2]))) {
		fputs("usage: visit ADDRESS PORT RATE SECONDS [FROM]\n", stderr);
		return 2;
	}
	rate = atof(argv[3]);
	seconds = atof(argv[4]);
	if (rate > 0)
		come(epoll_create1(EPOLL_CLOEXEC), rate, seconds);
	else
		failed = stay(seconds);
	printf("%ld %ld %.0f\n", tried, served, longest);
	return failed;
}
