/* devlog - the system's log: makes the socket PATH, and prints what is sent to it, a line each:
 * devlog PATH. Says `ready` first. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(int argc, char **argv)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	char bytes[2048];
	ssize_t n;
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (argc == 2)
		strncpy(a.sun_path, argv[1], sizeof(a.sun_path) - 1);
	if (argc != 2 || fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof(a)) < 0) {
		perror("devlog: PATH");
		return 2;
	}
	puts("ready");
	fflush(stdout);
	while ((n = recv(fd, bytes, sizeof(bytes), 0)) >= 0) {
		printf("%.*s\n", (int)n, bytes);
		fflush(stdout);
	}
	return 0;
}
