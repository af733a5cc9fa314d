/* zoo_inet - names of internet sockets, and the udp, udplite and raw ones. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/icmp6.h>
#include <netinet/udp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "zoo.h"

socklen_t inet_len(enum flavour f)
{
	return f == V4 ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
}

struct sockaddr_storage inet_name(enum flavour f, const char *text, unsigned port)
{
	struct sockaddr_storage s = { 0 };
	struct sockaddr_in *v4 = (struct sockaddr_in *)&s;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&s;
	char mapped[64];

	if (f == V4) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)port);
		if (inet_pton(AF_INET, text, &v4->sin_addr) != 1)
			must(-1, text);
		return s;
	}
	snprintf(mapped, sizeof mapped, "%s%s", f == MAPPED ? "::ffff:" : "", text);
	v6->sin6_family = AF_INET6;
	v6->sin6_port = htons((uint16_t)port);
	if (inet_pton(AF_INET6, mapped, &v6->sin6_addr) != 1)
		must(-1, mapped);
	if (IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr))
		v6->sin6_scope_id = if_nametoindex("zoo0");
	return s;
}

int inet_socket(enum flavour f, int type, int protocol)
{
	int family = f == V4 ? AF_INET : AF_INET6;

	return must(socket(family, type | SOCK_CLOEXEC, protocol), "socket");
}

int inet_bound(enum flavour f, int type, int protocol, const char *text, unsigned port)
{
	int fd = inet_socket(f, type, protocol), one = 1, only = strcmp(text, "::") != 0;
	struct sockaddr_storage s = inet_name(f, text, port);

	must(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one), "SO_REUSEADDR");
	must(setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one), "SO_REUSEPORT");
	if (f == V6 && type == SOCK_STREAM)
		must(setsockopt(fd, SOL_IPV6, IPV6_V6ONLY, &only, sizeof only), "IPV6_V6ONLY");
	must(bind(fd, (struct sockaddr *)&s, inet_len(f)), text);
	return fd;
}

void inet_connect(int fd, enum flavour f, const char *text, unsigned port)
{
	struct sockaddr_storage s = inet_name(f, text, port);

	if (connect(fd, (struct sockaddr *)&s, inet_len(f)) < 0 && errno != EINPROGRESS)
		must(-1, text);
}

/* Bound, bound to an address, connected, three datagrams waiting, one held back for sending. */
static void datagrams(enum flavour f, int protocol, const char *any, const char *self,
	const char *net, unsigned port)
{
	int fd, one = 1;

	inet_bound(f, SOCK_DGRAM, protocol, any, port);
	inet_bound(f, SOCK_DGRAM, protocol, net, port + 1);
	inet_bound(f, SOCK_DGRAM, protocol, self, port + 2);
	fd = inet_socket(f, SOCK_DGRAM, protocol);
	inet_connect(fd, f, self, port + 2);
	for (size_t i = 1; i <= 3; i++)
		must(send(fd, "0123456789", 3 * i, 0), "send");
	fd = inet_bound(f, SOCK_DGRAM, protocol, net, port + 3);
	inet_connect(fd, f, net, 53);
	if (protocol != IPPROTO_UDP)
		return;
	must(setsockopt(fd, IPPROTO_UDP, UDP_CORK, &one, sizeof one), "UDP_CORK");
	must(send(fd, "0123456789", 10, 0), "send");
}

static bool have(int family, int type, int protocol, const char *name)
{
	int fd = socket(family, type | SOCK_CLOEXEC, protocol);

	if (fd < 0)
		lacks(name);
	else
		close(fd);
	return fd >= 0;
}

void zoo_datagrams(void)
{
	static const int protocols[] = { IPPROTO_UDP, IPPROTO_UDPLITE };

	for (unsigned i = 0; i < 2; i++) {
		int p = protocols[i];

		if (!have(AF_INET, SOCK_DGRAM, p, p == IPPROTO_UDP ? "udp" : "udplite"))
			continue;
		datagrams(V4, p, "0.0.0.0", "127.0.0.2", "192.0.2.1", i ? 7000 : 5353);
		datagrams(V6, p, "::", "::1", "2001:db8::1", i ? 7010 : 6010);
		datagrams(MAPPED, p, "0.0.0.0", "127.0.0.2", "192.0.2.1", i ? 7020 : 6020);
		inet_bound(V6, SOCK_DGRAM, p, "fe80::1", 6030 + i);
	}
	inet_bound(V4, SOCK_DGRAM, IPPROTO_UDP, "0.0.0.0", 631);
	inet_bound(V4, SOCK_DGRAM, IPPROTO_UDP, "127.0.0.1", 53);
	inet_bound(V4, SOCK_DGRAM, IPPROTO_UDP, "0.0.0.0", 65535);
}

void zoo_raw(void)
{
	struct icmp6_filter deaf;
	int fd;

	ICMP6_FILTER_SETBLOCKALL(&deaf);
	inet_socket(V4, SOCK_RAW, IPPROTO_ICMP);
	inet_socket(V4, SOCK_RAW, IPPROTO_RAW);
	inet_bound(V4, SOCK_RAW, 89, "192.0.2.1", 0);
	fd = inet_bound(V4, SOCK_RAW, 253, "127.0.0.1", 0);
	inet_connect(fd, V4, "127.0.0.2", 0);
	fd = inet_bound(V4, SOCK_RAW, 253, "127.0.0.2", 0);
	inet_connect(fd, V4, "127.0.0.1", 0);
	must(send(fd, "0123456789", 10, 0), "send"); /* waits in the one before */
	fd = inet_socket(V6, SOCK_RAW, IPPROTO_ICMPV6);
	must(setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, &deaf, sizeof deaf), "ICMP6_FILTER");
	inet_socket(V6, SOCK_RAW, IPPROTO_RAW);
	inet_bound(V6, SOCK_RAW, 89, "2001:db8::1", 0);
	fd = inet_bound(V6, SOCK_RAW, 253, "::1", 0);
	inet_connect(fd, V6, "::1", 0);
	must(send(fd, "0123456789", 10, 0), "send"); /* to itself */
}
