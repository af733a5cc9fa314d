/* crowd - a private network namespace with many TCP sockets in it, for measuring and for tests.
 *
 *	crowd [-i] [-s] [-j PROCESSES] N [COMMAND ARGS...]
 *
 * Makes a network namespace of its own (-i: stays in the one it is in, which must be a scratch one
 * with lo up), fills it with N established TCP sockets, that is N/2 connections whose both ends are
 * held, and one listener a process. 8 processes hold them up to N = 100,000, and beyond that one
 * for every 12,500 sockets (-j: another number), so that none needs 20,000 descriptors.
 *
 * With -s the N sockets are a mixture: 10 % TIME_WAIT (which last 60 s from when they are made, and
 * have no owner), 10 % CLOSE_WAIT, 10 % FIN_WAIT2, the rest ESTABLISHED.
 *
 * With COMMAND: runs it inside the namespace when all sockets are there, ends with its status (125:
 * the sockets could not be made). Without: prints "ready PID" and holds until its stdin closes or
 * SIGTERM. Every process it made dies with it; the last one takes the namespace along. Needs root.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	FAILED = 125,
	PROCESSES = 8,	      /* up to 100,000 sockets */
	SHARE = 12500,	      /* sockets a process beyond that: 100,000 in 8 */
	MOST_PROCESSES = 250, /* each has a net 127.x.0.0/16 of its own */
	SPARE = 64,	      /* descriptors a process needs beside its sockets */
	PORT = 8080,
	AN_ADDRESS = 100, /* connections from one client address */
};

/* How many connections of one process end in which states; each has two ends, so two sockets. */
struct share {
	long established, half_closed, time_wait;
};

static void die(const char *what)
{
	fprintf(stderr, "crowd: %s: %s\n", what, strerror(errno));
	exit(FAILED);
}

static struct sockaddr_in address(unsigned process, unsigned host, unsigned port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((in_port_t)port) };

	a.sin_addr.s_addr = htonl(127u << 24 | (process + 1) << 16 | host);
	return a;
}

static void lo_up(void)
{
	struct ifreq r;
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	memset(&r, 0, sizeof(r));
	strcpy(r.ifr_name, "lo");
	if (fd < 0 || ioctl(fd, SIOCGIFFLAGS, &r) < 0)
		die("lo");
	r.ifr_flags |= IFF_UP;
	if (ioctl(fd, SIOCSIFFLAGS, &r) < 0)
		die("lo up");
	close(fd);
}

static void raise_descriptors(long sockets)
{
	struct rlimit l;
	rlim_t need = (rlim_t)sockets + SPARE;

	if (getrlimit(RLIMIT_NOFILE, &l) < 0)
		die("getrlimit");
	if (l.rlim_cur >= need)
		return;
	l.rlim_cur = need;
	if (l.rlim_max < need)
		l.rlim_max = need;
	if (setrlimit(RLIMIT_NOFILE, &l) < 0) {
		fprintf(stderr, "crowd: %lu descriptors a process: %s; give more processes (-j)\n",
			(unsigned long)need, strerror(errno));
		exit(FAILED);
	}
}

/* Accepted ends inherit linger: closed last, they reset, and leave no TIME_WAIT behind. */
static int listener(unsigned process)
{
	struct sockaddr_in a = address(process, 1, PORT);
	struct linger reset = { .l_onoff = 1, .l_linger = 0 };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset)) < 0 ||
		bind(fd, (struct sockaddr *)&a, sizeof(a)) < 0 || listen(fd, 128) < 0)
		die("listen");
	return fd;
}

/* Loopback shakes hands inside connect(), so one process can be both ends, in turn. */
static void connection(int listening, unsigned process, long n, int ends[2])
{
	struct sockaddr_in from = address(process, 256 + (unsigned)(n / AN_ADDRESS), 0);
	struct sockaddr_in to = address(process, 1, PORT);
	int one = 1;

	ends[0] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (ends[0] < 0)
		die("socket");
	setsockopt(ends[0], IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof(one));
	if (bind(ends[0], (struct sockaddr *)&from, sizeof(from)) < 0)
		die("bind");
	if (connect(ends[0], (struct sockaddr *)&to, sizeof(to)) < 0)
		die("connect");
	ends[1] = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
	if (ends[1] < 0)
		die("accept");
}

static void hold(unsigned process, struct share s, int ready)
{
	struct linger off = { 0 };
	int listening = listener(process);
	int ends[2];
	long n = 0, i;

	for (i = 0; i < s.established; i++)
		connection(listening, process, n++, ends);
	for (i = 0; i < s.half_closed; i++) {
		connection(listening, process, n++, ends);
		if (shutdown(ends[1], SHUT_WR) < 0)
			die("shutdown");
	}
	for (i = 0; i < s.time_wait; i++) {
		connection(listening, process, n++, ends);
		setsockopt(ends[1], SOL_SOCKET, SO_LINGER, &off, sizeof(off));
		close(ends[0]);
		close(ends[1]);
	}
	if (write(ready, "", 1) != 1)
		die("write");
	for (;;)
		pause();
}

static long part(long total, long parts, long i)
{
	return total / parts + (i < total % parts);
}

/* One process: its pid, and in *ready where its one byte or its end will be read. */
static pid_t start(unsigned process, struct share s, int *ready)
{
	pid_t parent = getpid(), pid;
	int ends[2];

	if (pipe(ends) < 0)
		die("pipe");
	pid = fork();
	if (pid < 0)
		die("fork");
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(FAILED);
		close(ends[0]);
		if (dup2(STDERR_FILENO, STDIN_FILENO) < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
			die("dup2"); /* so that nobody waits for the end of our caller's pipes */
		hold(process, s, ends[1]);
	}
	close(ends[1]);
	*ready = ends[0];
	return pid;
}

static int command(char **argv)
{
	pid_t pid = fork();
	int status;

	if (pid < 0)
		die("fork");
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		execvp(argv[0], argv);
		fprintf(stderr, "crowd: %s: %s\n", argv[0], strerror(errno));
		_exit(127);
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			die("wait");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int until_stdin_closes(void)
{
	char byte;
	ssize_t r;

	printf("ready %ld\n", (long)getpid());
	fflush(stdout);
	do
		r = read(STDIN_FILENO, &byte, 1);
	while (r > 0 || (r < 0 && errno == EINTR));
	return 0;
}

static int usage(void)
{
	fprintf(stderr, "usage: crowd [-i] [-s] [-j PROCESSES] N [COMMAND ARGS...]\n");
	return FAILED;
}

int main(int argc, char **argv)
{
	pid_t pid[MOST_PROCESSES];
	int ready[MOST_PROCESSES];
	bool inside = false, states = false;
	long sockets, processes = 0, half_closed = 0, time_wait = 0, i;
	int o, status;
	char byte;

	while ((o = getopt(argc, argv, "+isj:")) != -1) {
		if (o == 'i')
			inside = true;
		else if (o == 's')
			states = true;
		else if (o == 'j')
			processes = strtol(optarg, NULL, 10);
		else
			return usage();
	}
	sockets = optind < argc ? strtol(argv[optind], NULL, 10) : 0;
	if (sockets < 2)
		return usage();
	if (processes < 1)
		processes =
			sockets <= PROCESSES * SHARE ? PROCESSES : (sockets + SHARE - 1) / SHARE;
	if (processes > MOST_PROCESSES) {
		fprintf(stderr, "crowd: at most %d processes\n", MOST_PROCESSES);
		return FAILED;
	}
	if (states) {
		half_closed = sockets / 10; /* a FIN_WAIT2 and a CLOSE_WAIT each */
		time_wait = sockets / 10;   /* one socket each */
	}
	if (!inside) {
		if (unshare(CLONE_NEWNET) < 0)
			die("a network namespace (needs root)");
		lo_up();
	}
	raise_descriptors(sockets / processes + 2);

	for (i = 0; i < processes; i++) {
		struct share s = {
			.established = part((sockets - time_wait) / 2 - half_closed, processes, i),
			.half_closed = part(half_closed, processes, i),
			.time_wait = part(time_wait, processes, i),
		};
		pid[i] = start((unsigned)i, s, &ready[i]);
	}
	for (i = 0; i < processes; i++) {
		if (read(ready[i], &byte, 1) != 1)
			return FAILED; /* it said why; the others die with us */
		close(ready[i]);
	}
	status = optind + 1 < argc ? command(argv + optind + 1) : until_stdin_closes();
	for (i = 0; i < processes; i++)
		kill(pid[i], SIGKILL);
	while (wait(NULL) > 0)
		;
	return status;
}
