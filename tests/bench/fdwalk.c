/* fdwalk - what the kernel's part of `netstat -tanp` costs, and nothing else.
 *
 *	fdwalk [-n]
 *
 * Copies /proc/net/tcp to stdout as cat does (-n: does not), then reads the link of every
 * /proc/PID/fd entry and throws it away: the floor for a program that says which process holds
 * which socket.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static char copy[131072]; /* cat's */

static int cat(const char *path)
{
	int fd = open(path, O_RDONLY);
	ssize_t r = -1;

	while (fd >= 0 && (r = read(fd, copy, sizeof(copy))) > 0)
		if (write(STDOUT_FILENO, copy, (size_t)r) != r)
			return -1;
	close(fd);
	return r < 0 ? -1 : 0;
}

static void links(int dir)
{
	_Alignas(struct dirent64) char buf[32768];
	char target[64];
	long n, at;

	while ((n = syscall(SYS_getdents64, dir, buf, sizeof(buf))) > 0) {
		for (at = 0; at < n;) {
			const struct dirent64 *d = (const void *)(buf + at);

			at += d->d_reclen;
			if (d->d_name[0] != '.' &&
				readlinkat(dir, d->d_name, target, sizeof(target)) < 0)
				continue; /* closed meanwhile */
		}
	}
}

static int walk(void)
{
	_Alignas(struct dirent64) char buf[32768];
	char path[300];
	long n, at;
	int proc = open("/proc", O_RDONLY | O_DIRECTORY), dir;

	if (proc < 0)
		return -1;
	while ((n = syscall(SYS_getdents64, proc, buf, sizeof(buf))) > 0) {
		for (at = 0; at < n;) {
			const struct dirent64 *d = (const void *)(buf + at);

			at += d->d_reclen;
			if (d->d_name[0] < '1' || d->d_name[0] > '9')
				continue;
			snprintf(path, sizeof(path), "%s/fd", d->d_name);
			dir = openat(proc, path, O_RDONLY | O_DIRECTORY);
			if (dir < 0)
				continue;
			links(dir);
			close(dir);
		}
	}
	close(proc);
	return n < 0 ? -1 : 0;
}

int main(int argc, char **argv)
{
	bool walk_only = argc > 1 && !strcmp(argv[1], "-n");

	if (!walk_only && cat("/proc/net/tcp") < 0) {
		perror("fdwalk: /proc/net/tcp");
		return 1;
	}
	if (walk() < 0) {
		perror("fdwalk: /proc");
		return 1;
	}
	return 0;
}
