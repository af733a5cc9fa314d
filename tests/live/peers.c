/* peers - holds UDP sockets that are connected to many addresses, until it is killed.
 *
 *	peers COUNT [ADDRESS]...
 *
 * COUNT of 10.9.0.2 and those that follow; then the further addresses. Prints `ready`.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static void hold(const void *to, socklen_t len)
{
	int fd = socket(((const struct sockaddr *)to)->sa_family, SOCK_DGRAM, 0);

	if (fd < 0 || connect(fd, to, len) < 0) {
		perror("connect");
		exit(1);
	}
}

int main(int argc, char **argv)
{
	const struct rlimit many = { 8192, 8192 };
	struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_port = htons(9) };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_port = htons(9) };
	uint32_t i;

	setrlimit(RLIMIT_NOFILE, &many);
	if (argc < 2)
		return 1;
	for (i = 0; i < (uint32_t)atoi(argv[1]); i++) {
		v4.sin_addr.s_addr = htonl(0x0a090002 + i);
		hold(&v4, sizeof(v4));
	}
	for (i = 2; i < (uint32_t)argc; i++) {
		if (inet_pton(AF_INET, argv[i], &v4.sin_addr) == 1)
			hold(&v4, sizeof(v4));
		else if (inet_pton(AF_INET6, argv[i], &v6.sin6_addr) == 1)
			hold(&v6, sizeof(v6));
		else
			return 1;
	}
	puts("ready");
	fflush(stdout);
	for (;;)
		pause();
}
