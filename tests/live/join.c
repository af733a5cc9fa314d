/* join - holds a socket for each GROUP%INTERFACE, a member of it, until it is killed. */
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void join(char *group)
{
	char *name = strchr(group, '%');
	struct ip_mreqn v4 = { 0 };
	struct ipv6_mreq v6 = { 0 };
	int fd, r;

	*name++ = 0;
	v4.imr_ifindex = (int)if_nametoindex(name);
	v6.ipv6mr_interface = (unsigned)v4.imr_ifindex;
	if (strchr(group, ':')) {
		fd = socket(AF_INET6, SOCK_DGRAM, 0);
		inet_pton(AF_INET6, group, &v6.ipv6mr_multiaddr);
		r = setsockopt(fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, &v6, sizeof(v6));
	} else {
		fd = socket(AF_INET, SOCK_DGRAM, 0);
		inet_pton(AF_INET, group, &v4.imr_multiaddr);
		r = setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &v4, sizeof(v4));
	}
	if (r < 0) {
		perror(group);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		join(argv[i]);
	puts("ready");
	fflush(stdout);
	for (;;)
		pause();
}
