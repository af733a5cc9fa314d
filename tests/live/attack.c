/* attack - unix sockets whose names pass themselves off as rows of /proc/net/unix, while a command
 * runs in the same network namespace:
 *
 *	attack MODE N COMMAND ARG...
 *
 *	race	N names at a time are bound and closed, as fast as it goes
 *	many	N datagram sockets hold such names
 *	churn	no attack: N sockets with plain names, while clients come to a listener and go
 *	queue	N listeners have such names, and a connection each that nobody accepts
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_un name(int number, socklen_t *len)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };

	*len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1);
	*len += (socklen_t)sprintf(a.sun_path + 1,
		"r%d\n0000000000000000: 00000002 00000000 00010000 0001 01 4242 /run/forged",
		number);
	return a;
}

static int bound(int type, int number)
{
	socklen_t len;
	struct sockaddr_un a = name(number, &len);
	int fd = socket(AF_UNIX, type, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&a, len) < 0) {
		perror("attack");
		exit(99);
	}
	return fd;
}

static void race(int count)
{
	int *fds = calloc((size_t)count, sizeof(*fds)), i;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		for (i = 0; i < count; i++)
			fds[i] = bound(SOCK_STREAM, i);
		for (i = 0; i < count; i++)
			close(fds[i]);
	}
}

/* The accepted ends have the listener's name: rows of sockets that no dump has seen. */
static void churn(void)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX, .sun_path = "\0server" };
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (bind(listener, (struct sockaddr *)&a, sizeof(a)) < 0 || listen(listener, 10) < 0)
		exit(99);
	for (;;) {
		int client = socket(AF_UNIX, SOCK_STREAM, 0);

		connect(client, (struct sockaddr *)&a, sizeof(a));
		close(accept(listener, NULL, NULL));
		close(client);
	}
}

static void plain(int number)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	socklen_t len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1);

	len += (socklen_t)sprintf(a.sun_path + 1, "p%d", number);
	if (bind(socket(AF_UNIX, SOCK_DGRAM, 0), (struct sockaddr *)&a, len) < 0) {
		perror("attack");
		exit(99);
	}
}

static void queue(int number)
{
	socklen_t len;
	struct sockaddr_un a = name(number, &len);
	int listener = bound(SOCK_STREAM, number), client = socket(AF_UNIX, SOCK_STREAM, 0);

	if (listen(listener, 1) < 0 || connect(client, (struct sockaddr *)&a, len) < 0) {
		perror("attack");
		exit(99);
	}
}

int main(int argc, char **argv)
{
	struct rlimit files;
	pid_t racer = 0, command;
	int count, i, status;

	if (argc < 4)
		return 99;
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	count = atoi(argv[2]);
	if (strcmp(argv[1], "race") == 0 && (racer = fork()) == 0)
		race(count);
	if (strcmp(argv[1], "churn") == 0) {
		for (i = 0; i < count; i++)
			plain(i);
		if ((racer = fork()) == 0)
			churn();
	}
	for (i = 0; i < count && !racer; i++)
		if (strcmp(argv[1], "queue") == 0)
			queue(i);
		else
			bound(SOCK_DGRAM, i);
	command = fork();
	if (command == 0) {
		execvp(argv[3], argv + 3);
		_exit(99);
	}
	waitpid(command, &status, 0);
	if (racer)
		kill(racer, SIGKILL);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}
