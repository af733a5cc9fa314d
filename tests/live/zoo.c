/* zoo - makes and holds a socket of every kind and state in a network namespace of its own.
 *
 * zoo [SET...]: makes the sets named (without any: the plain ones), in the directory it was started
 * in, prints "held PORT PID" for each process at work and "ready", and holds all of it until its
 * standard input ends or a signal comes. Enter the namespace with nsenter -t PID -n. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <ucontext.h>
#include <unistd.h>

#include "zoo.h"

static const struct {
	const char *name;
	void (*make)(void);
	bool plain;
} sets[] = {
	/* first those that fork, while there is nothing to inherit */
	{ "users", zoo_users, true },
	{ "shared", zoo_shared, true },
	{ "namespaces", zoo_namespaces, true },
	{ "names", zoo_names, true },
	{ "hostile-names", zoo_names_hostile, false },
	{ "tun", tun_open, true },
	{ "tcp", zoo_tcp, true },
	{ "wide", zoo_wide, false },
	{ "datagrams", zoo_datagrams, true },
	{ "raw", zoo_raw, true },
	{ "unix", zoo_unix, true },
	{ "hostile-unix", zoo_unix_hostile, false },
	{ "hostile-queue", zoo_unix_queue, false },
};

/* A pipe from each child to its parent, for one byte when it is ready. */
static int ear = -1;
static int mouth = -1;
static char *bare; /* the argument that must not be seen */

int must(long r, const char *what)
{
	if (r >= 0)
		return (int)r;
	fprintf(stderr, "zoo: %s: %s\n", what, strerror(errno));
	exit(1);
}

void lacks(const char *what)
{
	printf("lacks %s\n", what);
	fflush(stdout);
}

int child(void)
{
	int p[2], pid;

	fflush(stdout);
	must(pipe2(p, O_CLOEXEC), "pipe");
	pid = must(fork(), "fork");
	if (pid) {
		close(p[1]);
		ear = p[0];
		return pid;
	}
	close(p[0]);
	close(mouth);
	mouth = p[1];
	must(prctl(PR_SET_PDEATHSIG, SIGKILL), "PR_SET_PDEATHSIG");
	return 0;
}

static void hold(int fd)
{
	must(prctl(PR_SET_PDEATHSIG, SIGKILL), "PR_SET_PDEATHSIG"); /* setresuid took it away */
	must(write(fd, "", 1), "ready");
	close(fd);
	for (;;)
		pause();
}

void child_hold(void)
{
	hold(mouth);
}

void child_wait(int pid, unsigned port)
{
	char c;

	if (read(ear, &c, 1) != 1)
		must(-1, "a child did not start");
	close(ear);
	if (port)
		printf("held %u %d\n", port, pid);
	fflush(stdout);
}

/* Descriptors stay open over the exec; without a name the new program makes its cmdline empty. */
void child_exec(const char *name, const char *comm)
{
	char *args[] = { (char *)(uintptr_t)(name ? name : "zoo"), NULL };
	char say[16];

	for (int fd = 3; fd < 64; fd++)
		fcntl(fd, F_SETFD, 0);
	snprintf(say, sizeof say, "%d", mouth);
	setenv("ZOO_HOLD", say, 1);
	setenv("ZOO_COMM", comm ? comm : "", 1);
	setenv("ZOO_BARE", name ? "" : "1", 1);
	execv("/proc/self/exe", args);
	must(-1, "exec");
}

/* On a stack of our own, the pages that /proc/PID/cmdline is read from can go. */
static void hold_bare(void)
{
	uintptr_t page = (uintptr_t)bare & ~(uintptr_t)4095;

	munmap((char *)page, 8192);
	hold(mouth);
}

static void held(char *arg)
{
	static char stack[65536];
	static ucontext_t c;
	const char *comm = getenv("ZOO_COMM");

	mouth = atoi(getenv("ZOO_HOLD"));
	if (comm && *comm)
		must(prctl(PR_SET_NAME, comm), "PR_SET_NAME");
	if (!*getenv("ZOO_BARE"))
		hold(mouth);
	bare = arg;
	getcontext(&c);
	c.uc_stack.ss_sp = stack;
	c.uc_stack.ss_size = sizeof stack;
	makecontext(&c, hold_bare, 0);
	setcontext(&c);
}

void setting(const char *name, const char *value)
{
	char path[100];
	size_t len = strlen(value);
	int fd;

	snprintf(path, sizeof path, "/proc/sys/net/%s", name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, value, len) != (ssize_t)len)
		lacks(name);
	if (fd >= 0)
		close(fd);
}

/* Nothing may move while two programs look: long first timers, long last ones. */
static void settings(void)
{
	static const char *const values[][2] = {
		{ "ipv4/tcp_rto_min_us", "60000000" },
		{ "ipv4/tcp_early_retrans", "0" },
		{ "ipv4/tcp_syn_linear_timeouts", "0" },
		{ "ipv4/tcp_syn_retries", "20" },
		{ "ipv4/tcp_synack_retries", "20" },
		{ "ipv4/tcp_orphan_retries", "20" },
		{ "ipv4/tcp_fastopen", "1539" },
		{ "ipv4/tcp_timestamps", "0" },
		{ "ipv4/tcp_syncookies", "0" },
		{ "ipv6/conf/all/accept_ra", "0" },
		{ "ipv6/conf/default/accept_ra", "0" },
		{ "ipv6/conf/default/accept_dad", "0" },
		{ "ipv6/conf/default/router_solicitations", "0" },
		{ "ipv6/conf/default/addr_gen_mode", "1" },
	};

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		setting(values[i][0], values[i][1]);
}

static void enter_namespace(void)
{
	struct ifreq r = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING | IFF_LOOPBACK };
	int fd;

	must(unshare(CLONE_NEWNET), "unshare");
	settings();
	fd = must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
	must(ioctl(fd, SIOCSIFFLAGS, &r), "lo up");
	close(fd);
}

static bool wanted(size_t set, int argc, char **argv)
{
	bool all = argc < 2;

	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], sets[set].name) == 0)
			return true;
	return all && sets[set].plain;
}

static void stop(int sig)
{
	(void)sig;
	_exit(0);
}

int main(int argc, char **argv)
{
	struct pollfd f[2] = { { .fd = 0, .events = POLLIN }, { .events = POLLIN } };
	char c;

	if (getenv("ZOO_HOLD"))
		held(argv[0]);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGTERM, stop);
	signal(SIGINT, stop);
	enter_namespace();
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		if (wanted(i, argc, argv))
			sets[i].make();
	puts("ready");
	fflush(stdout);
	f[1].fd = tun_fd();
	while (poll(f, 2, -1) > 0) {
		tun_drain();
		if ((f[0].revents & POLLIN && read(0, &c, 1) < 1) || f[0].revents & ~POLLIN)
			break;
	}
	return 0;
}
