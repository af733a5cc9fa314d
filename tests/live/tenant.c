/* tenant - lives in network namespaces and holds sockets there, word by word as it is told:
 *
 *	net		move into a new network namespace, its lo up; what is held stays held
 *	tcp PORT	listen at 127.0.0.1; tcp6 PORT the same at ::1
 *	link PORT	a connection to that listener, both ends of it
 *	udp PORT	a socket at 127.0.0.1
 *	unix NAME	a listener of that abstract name, and a connection to it
 *	many N PORT	N listeners, at PORT and what follows
 *	crowd N		N children that hold what is held so far
 *	zombies N	N children that end and are not waited for
 *	child		the words that follow are for a child
 *	gift		the last socket goes over a unix socket to a child in a new namespace
 *	user UID	become that user
 *	churn		for ever: children move into namespaces of their own and end
 *
 * Prints `ready`, and waits to be killed. Children die with their parents. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int mouth = 1; /* who waits for us listens here */
static int last = -1; /* the last socket made */

static int must(int r, const char *what)
{
	if (r >= 0)
		return r;
	perror(what);
	exit(1);
}

static void net(void)
{
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING | IFF_LOOPBACK };
	int fd;

	must(unshare(CLONE_NEWNET), "unshare");
	fd = must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
	must(ioctl(fd, SIOCSIFFLAGS, &lo), "lo up");
	close(fd);
}

static void make(int type, int family, unsigned port)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port) };
	struct sockaddr *a = family == AF_INET ? (struct sockaddr *)&v4 : (struct sockaddr *)&v6;

	v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	v6.sin6_addr = in6addr_loopback;
	last = must(socket(family, type, 0), "socket");
	must(bind(last, a, family == AF_INET ? sizeof(v4) : sizeof(v6)), "bind");
	if (type == SOCK_STREAM)
		must(listen(last, 5), "listen");
}

static void many(unsigned n, unsigned port)
{
	while (n--)
		make(SOCK_STREAM, AF_INET, port++);
}

static void linked(unsigned port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int listener = last;

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	last = must(socket(AF_INET, SOCK_STREAM, 0), "socket");
	must(connect(last, (struct sockaddr *)&to, sizeof(to)), "connect");
	must(accept(listener, NULL, NULL), "accept");
}

static void abstract(const char *name)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	socklen_t len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name));
	int listener = must(socket(AF_UNIX, SOCK_STREAM, 0), "socket");

	strncpy(a.sun_path + 1, name, sizeof(a.sun_path) - 2);
	must(bind(listener, (struct sockaddr *)&a, len), "bind");
	must(listen(listener, 5), "listen");
	last = must(socket(AF_UNIX, SOCK_STREAM, 0), "socket");
	must(connect(last, (struct sockaddr *)&a, len), "connect");
	must(accept(listener, NULL, NULL), "accept");
}

static void hold(void)
{
	must((int)write(mouth, "ready\n", 6), "ready");
	close(mouth);
	for (;;)
		pause();
}

/* A child that dies with its parent. The parent says that it is ready when the child has. */
static int child(int *waits)
{
	int p[2], pid;

	must(pipe2(p, O_CLOEXEC), "pipe");
	pid = must(fork(), "fork");
	if (pid == 0) {
		must(prctl(PR_SET_PDEATHSIG, SIGKILL), "PR_SET_PDEATHSIG");
		close(p[0]);
		close(mouth);
		mouth = p[1];
		return 0;
	}
	close(p[1]);
	*waits = p[0];
	return pid;
}

static void await(int fd)
{
	char line[6];

	if (read(fd, line, sizeof(line)) != sizeof(line))
		exit(1);
	close(fd);
}

union one_descriptor {
	struct cmsghdr head;
	char buf[CMSG_SPACE(sizeof(int))];
};

static void gift(void)
{
	union one_descriptor c = { .head = { .cmsg_len = CMSG_LEN(sizeof(int)),
					   .cmsg_level = SOL_SOCKET,
					   .cmsg_type = SCM_RIGHTS } };
	char byte = 0;
	struct iovec v = { &byte, 1 };
	struct msghdr m = { .msg_iov = &v,
		.msg_iovlen = 1,
		.msg_control = &c,
		.msg_controllen = sizeof(c) };
	int post[2], waits, ours = last;

	must(socketpair(AF_UNIX, SOCK_STREAM, 0, post), "socketpair");
	if (child(&waits) == 0) {
		for (int fd = 3; fd < 64; fd++)
			if (fd != post[1] && fd != mouth)
				close(fd);
		net();
		must((int)recvmsg(post[1], &m, 0), "recvmsg");
		close(post[1]);
		hold();
	}
	memcpy(CMSG_DATA(&c.head), &ours, sizeof(ours));
	must((int)sendmsg(post[0], &m, 0), "sendmsg");
	close(post[0]);
	close(post[1]);
	await(waits);
	close(ours);
}

static void become(unsigned uid)
{
	must(setresgid(uid, uid, uid), "setresgid");
	must(setresuid(uid, uid, uid), "setresuid");
	must(prctl(PR_SET_DUMPABLE, 1), "PR_SET_DUMPABLE"); /* its own user may look into it */
	must(prctl(PR_SET_PDEATHSIG, SIGKILL), "PR_SET_PDEATHSIG");
}

static void children(unsigned n, bool zombies)
{
	siginfo_t info;
	int waits;

	while (n--) {
		int pid = child(&waits);

		if (pid == 0 && zombies)
			_exit(0);
		if (pid == 0)
			hold();
		if (zombies)
			must(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), "waitid");
		else
			await(waits);
	}
}

static void churn(void)
{
	enum {
		AT_ONCE = 6
	};
	int alive = 0;

	must((int)write(mouth, "ready\n", 6), "ready");
	close(mouth);
	for (;;) {
		int pid = must(fork(), "fork");

		if (pid == 0) {
			must(unshare(CLONE_NEWNET), "unshare");
			usleep((useconds_t)(getpid() % 16) * 5000);
			_exit(0);
		}
		if (++alive == AT_ONCE)
			alive -= waitpid(-1, NULL, 0) > 0;
	}
}

static bool one_word(const char *word)
{
	int waits;

	if (!strcmp(word, "net"))
		net();
	else if (!strcmp(word, "gift"))
		gift();
	else if (!strcmp(word, "churn"))
		churn();
	else if (strcmp(word, "child"))
		return false;
	else if (child(&waits)) {
		await(waits);
		hold();
	}
	return true;
}

static bool two_words(const char *word, const char *text)
{
	unsigned number = (unsigned)atoi(text);

	if (!strcmp(word, "tcp"))
		make(SOCK_STREAM, AF_INET, number);
	else if (!strcmp(word, "tcp6"))
		make(SOCK_STREAM, AF_INET6, number);
	else if (!strcmp(word, "udp"))
		make(SOCK_DGRAM, AF_INET, number);
	else if (!strcmp(word, "link"))
		linked(number);
	else if (!strcmp(word, "unix"))
		abstract(text);
	else if (!strcmp(word, "crowd"))
		children(number, false);
	else if (!strcmp(word, "zombies"))
		children(number, true);
	else if (!strcmp(word, "user"))
		become(number);
	else
		return false;
	return true;
}

int main(int argc, char **argv)
{
	const struct rlimit files = { 8192, 8192 };
	char **end = argv + argc;

	setrlimit(RLIMIT_NOFILE, &files);
	signal(SIGPIPE, SIG_IGN);
	while (*++argv) {
		if (one_word(*argv))
			continue;
		if (argv + 2 < end && !strcmp(*argv, "many")) {
			many((unsigned)atoi(argv[1]), (unsigned)atoi(argv[2]));
			argv += 2;
		} else if (argv + 1 < end && two_words(argv[0], argv[1])) {
			argv++;
		} else {
			fprintf(stderr, "tenant: %s?\n", *argv);
			return 1;
		}
	}
	hold();
}
