/* zoo_people - sockets of other users, other namespaces, several owners, and of odd names. */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/fsuid.h>
#include <unistd.h>

#include "zoo.h"

static int tcp_listener(unsigned port)
{
	int fd = inet_bound(V4, SOCK_STREAM, 0, "127.0.0.1", port);

	must(listen(fd, 5), "listen");
	return fd;
}

static void some_sockets(unsigned port)
{
	int fd = inet_bound(V6, SOCK_DGRAM, 0, "::1", port + 1);

	tcp_listener(port);
	inet_connect(fd, V6, "::1", port + 1);
	fd = inet_socket(V4, SOCK_STREAM, 0);
	inet_connect(fd, V4, "127.0.0.1", port);
	must(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
}

void zoo_users(void)
{
	static const unsigned uids[] = { 1, 33, 54321, 65534, 4294967294U };

	for (unsigned i = 0; i < sizeof uids / sizeof *uids; i++) {
		unsigned port = 9000 + 10 * i;
		int pid = child();

		if (pid == 0) {
			must(setresgid(uids[i], uids[i], uids[i]), "setresgid");
			must(setresuid(uids[i], uids[i], uids[i]), "setresuid");
			some_sockets(port);
			if (uids[i] == 65534) /* after an exec its own user may look into it */
				child_exec("of-nobody", NULL);
			child_hold();
		}
		child_wait(pid, port);
	}
	setfsuid(1);
	inet_socket(V4, SOCK_RAW, 47);
	inet_socket(V6, SOCK_RAW, 47);
	inet_bound(V4, SOCK_DGRAM, IPPROTO_UDPLITE, "127.0.0.1", 9100);
	setfsuid(0);
}

/* A server and its three children at one listening socket, and a pair that two of them share. */
void zoo_shared(void)
{
	int pid = child();

	if (pid == 0) {
		tcp_listener(9200);
		for (int i = 0; i < 3; i++) {
			int worker = child();

			if (worker == 0) {
				if (i == 2) {
					tcp_listener(9202);
					if (child() == 0)
						pause();
				}
				child_hold();
			}
			child_wait(worker, 9200);
		}
		tcp_listener(9201);
		child_hold();
	}
	child_wait(pid, 9201);
}

void zoo_namespaces(void)
{
	int pid = child(), inner;

	if (pid == 0) {
		must(unshare(CLONE_NEWNS), "unshare mounts");
		tcp_listener(9300);
		child_hold();
	}
	child_wait(pid, 9300);
	pid = child();
	if (pid == 0) {
		must(unshare(CLONE_NEWPID), "unshare pids");
		inner = child();
		if (inner == 0) {
			tcp_listener(9301);
			child_hold();
		}
		child_wait(inner, 9301);
		child_hold();
	}
	child_wait(pid, 0);
}

static void named(const char *name, const char *comm, unsigned port)
{
	int pid = child();

	if (pid == 0) {
		tcp_listener(port);
		child_exec(name, comm);
	}
	child_wait(pid, port);
}

void zoo_names(void)
{
	static const char *const names[] = {
		"sh",
		"-bash",
		"/usr/sbin/a-daemon-of-a-long-name",
		"nginx: master process /usr/sbin/nginx -g daemon on;",
		"two words",
		"./here/below/x",
		"/srv/ends with slash/",
		"/opt/two words/of a path",
		"back\\slash",
		"(paren)",
		"exactly-13-xy",
		" leading blank",
		"/",
	};
	static char name[4097];

	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		named(names[i], NULL, 20001 + i);
	memset(name, 'n', 4096);
	named(name, NULL, 20101);
	memset(name, '/', 1);
	named(name, NULL, 20102);
}

void zoo_names_hostile(void)
{
	static const char *const names[] = {
		"",
		"new\nline",
		"esc\033[31mred\033[2J",
		"/opt/evil\ndir/na\nme",
		"bad\377\376",
		"del\177",
		"c1\302\2332J",
		"\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251"
		"\303\251\303\251",
		"x\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251"
		"\303\251\303\251",
		"\033\033\033\033\033\033\033\033\033\033",
		"/\033[2J/",
		"tail\n",
	};
	static char name[4097];

	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		named(names[i], "odd comm", 21001 + i);
	memset(name, 1, 4096);
	named(name, NULL, 21101);
	named(NULL, "plain comm", 21102); /* cmdline empty */
	named(NULL, "ev)il\033[2J", 21103);
	named(NULL, "new\nline\nx", 21104);
	memset(name, 'n', 4096);
	name[0] = name[4090] = '/'; /* beyond the 512 bytes that net-tools reads */
	named(name, NULL, 21105);
}
