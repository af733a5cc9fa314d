/* zoo_unix - unix sockets of every type and state, and with names nobody should choose. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <stdio.h>
#include <sys/un.h>
#include <unistd.h>

#include "zoo.h"

static const int types[] = { SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET };

static int unix_socket(int type)
{
	return must(socket(AF_UNIX, type | SOCK_CLOEXEC, 0), "unix socket");
}

/* A name that begins with NUL is abstract. */
static struct sockaddr_un unix_name(const char *name, size_t len)
{
	struct sockaddr_un s = { .sun_family = AF_UNIX };

	memcpy(s.sun_path, name, len);
	return s;
}

static int unix_bound(int type, const char *name, size_t len)
{
	struct sockaddr_un s = unix_name(name, len);
	int fd = unix_socket(type);
	size_t size = offsetof(struct sockaddr_un, sun_path) + len;

	if (name[0] && len < sizeof s.sun_path)
		size++;
	must(bind(fd, (struct sockaddr *)&s, (socklen_t)size), "unix bind");
	return fd;
}

static void unix_connect(int fd, const char *name)
{
	struct sockaddr_un s = unix_name(name, strlen(name));

	must(connect(fd, (struct sockaddr *)&s, sizeof s), name);
}

/* Listening, connected on both ends, and in the accept queue (CONNECTING). */
static void served(int type, const char *name)
{
	int server = unix_bound(type, name, strlen(name));

	must(listen(server, 5), "listen");
	unix_connect(unix_socket(type), name);
	must(accept4(server, NULL, NULL, SOCK_CLOEXEC), "accept");
	unix_connect(unix_socket(type), name);
	unix_connect(unix_socket(type), name);
}

static void letters(char *path, size_t len)
{
	for (size_t i = 0; i < len; i++)
		path[i] = (char)('a' + i % 26);
}

void zoo_unix(void)
{
	char path[108], dir[64];
	int pair[2], fd;
	struct sockaddr_un any = { .sun_family = AF_UNIX };

	served(SOCK_STREAM, "stream.sock");
	served(SOCK_SEQPACKET, "packet.sock");
	unix_bound(SOCK_DGRAM, "datagram.sock", 13);
	unix_connect(unix_socket(SOCK_DGRAM), "datagram.sock");
	unix_connect(unix_bound(SOCK_DGRAM, "sender.sock", 11), "datagram.sock");
	must(listen(unix_bound(SOCK_STREAM, "\0zoo/abstract", 13), 5), "listen");
	unix_bound(SOCK_DGRAM, "\0zoo/abstract/datagrams", 23);
	fd = unix_socket(SOCK_STREAM); /* the kernel chooses an abstract name */
	must(bind(fd, (struct sockaddr *)&any, sizeof any.sun_family), "autobind");
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		unix_socket(types[i]);
		must(socketpair(AF_UNIX, types[i] | SOCK_CLOEXEC, 0, pair), "socketpair");
	}
	unix_bound(SOCK_STREAM, "bound-only.sock", 15);
	unix_bound(SOCK_STREAM, "unlinked.sock", 13);
	unlink("unlinked.sock");
	if (getcwd(dir, sizeof dir)) {
		int len = snprintf(path, sizeof path, "%s/absolute.sock", dir);

		unix_bound(SOCK_DGRAM, path, (size_t)len);
	}
	letters(path, sizeof path);
	unix_bound(SOCK_STREAM, path, 107);
	unix_bound(SOCK_STREAM, path, 108);
	path[0] = '\0';
	unix_bound(SOCK_STREAM, path, 108);
}

/* One bound datagram socket each; the test knows this list and its order by the number in front. */
void zoo_unix_hostile(void)
{
	static const struct {
		const char *name;
		size_t len;
	} names[] = {
#define NAME(s) { s, sizeof s - 1 }
		NAME("01 with  two blanks"),
		NAME("02 tail blank "),
		NAME("03-new\nline"),
		NAME("04-clear\033[2J\033[H"),
		NAME("05-bad\377\376utf"),
		NAME("06-caf\303\251-\342\202\254-\360\237\230\200"),
		NAME("07-del\177"),
		NAME("08-c1\302\2332J"),
		NAME("09-rawc1\2332J"),
		NAME("10-back\\slash\\x1b"),
		NAME("11-tab\tcr\rbs\b"),
		NAME("12-overlong\300\257"),
		NAME("13-surrogate\355\240\200"),
		NAME("14-toolarge\364\220\200\200"),
		NAME("15-cut\342\202"),
		NAME("16-last\n"),
		NAME("17-forged\n0000000000000000: 00000002 00000000 00000000 0002 01 4242 "
		     "forged"),
		NAME("\00018-nul\000in\000the middle"),
		NAME("\00019-nul at end\000\000"),
		NAME("\00020-abstract\033]0;title\007\nx"),
		NAME("21-bell\007"),
		NAME("22-title\033]0;owned\007"),
		NAME(" 23 head blank"),
#undef NAME
	};
	char path[107];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unix_bound(SOCK_DGRAM, names[i].name, names[i].len);
	memset(path, 1, sizeof path);
	memcpy(path, "24-", 3);
	unix_bound(SOCK_DGRAM, path, sizeof path);
	letters(path, sizeof path);
	memcpy(path, "25-", 3);
	unix_bound(SOCK_DGRAM, path, sizeof path);
}

/* A connection that waits is a row with the listener's name, and with inode 0. */
void zoo_unix_queue(void)
{
	static const char name[] = "queue\n0000000000000000: 00000003 00000000 00000000 0001 03 "
				   "4343 forged";

	must(listen(unix_bound(SOCK_STREAM, name, sizeof name - 1), 5), "listen");
	unix_connect(unix_socket(SOCK_STREAM), name);
}
