/* zoo_tun - a network of silent hosts behind a tun device. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <linux/ipv6.h>
#include <net/if.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "zoo.h"

static int device = -1;

static void add_v6(int s, int index, const char *text, unsigned prefix)
{
	struct in6_ifreq r = { .ifr6_prefixlen = prefix, .ifr6_ifindex = index };

	inet_pton(AF_INET6, text, &r.ifr6_addr);
	must(ioctl(s, SIOCSIFADDR, &r), text);
	for (int i = 0; i < 200; i++) { /* the kernel makes it usable a little later */
		struct sockaddr_storage a = inet_name(V6, text, 0);
		int fd = inet_socket(V6, SOCK_DGRAM, 0);
		int failed = bind(fd, (struct sockaddr *)&a, inet_len(V6));

		close(fd);
		if (!failed)
			return;
		usleep(10000);
	}
	must(-1, text);
}

static void add_v4(int s, struct ifreq *r, unsigned long what, const char *text)
{
	struct sockaddr_in a = { .sin_family = AF_INET };

	inet_pton(AF_INET, text, &a.sin_addr);
	memcpy(&r->ifr_addr, &a, sizeof a);
	must(ioctl(s, what, r), text);
}

void tun_open(void)
{
	struct ifreq r = { .ifr_name = "zoo0", .ifr_flags = IFF_TUN | IFF_NO_PI };
	int s4 = must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
	int s6 = must(socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");

	device = must(open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC), "/dev/net/tun");
	must(ioctl(device, TUNSETIFF, &r), "TUNSETIFF");
	add_v4(s4, &r, SIOCSIFADDR, "192.0.2.1");
	add_v4(s4, &r, SIOCSIFNETMASK, "255.255.255.0");
	r.ifr_flags = IFF_UP | IFF_RUNNING | IFF_NOARP;
	must(ioctl(s4, SIOCSIFFLAGS, &r), "zoo0 up");
	must(ioctl(s4, SIOCGIFINDEX, &r), "zoo0 index");
	add_v6(s6, r.ifr_ifindex, "2001:db8::1", 32);
	add_v6(s6, r.ifr_ifindex, "2001:db8:1234:5678:9abc:def0:1234:5678", 128);
	add_v6(s6, r.ifr_ifindex, "fe80::1", 64);
	close(s4);
	close(s6);
}

int tun_fd(void)
{
	return device;
}

void tun_drain(void)
{
	char packet[2048];

	while (read(device, packet, sizeof packet) > 0)
		;
}

struct peer tun_peer(int family, unsigned host, unsigned port_here, unsigned port_there)
{
	static uint32_t seq = 1000;
	struct peer p = { .family = family,
		.port_here = (uint16_t)port_here,
		.port_there = (uint16_t)port_there,
		.seq = seq += 100000,
		.window = 20000 };

	inet_pton(family, family == AF_INET ? "192.0.2.1" : "2001:db8::1", p.here);
	memcpy(p.there, p.here, sizeof p.there);
	p.there[family == AF_INET ? 3 : 15] = (uint8_t)host;
	return p;
}

static uint32_t sum(uint32_t s, const uint8_t *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		s += i & 1 ? b[i] : (uint32_t)b[i] << 8;
	return s;
}

static void put16(uint8_t *b, uint32_t v)
{
	b[0] = (uint8_t)(v >> 8);
	b[1] = (uint8_t)v;
}

static void put32(uint8_t *b, uint32_t v)
{
	put16(b, v >> 16);
	put16(b + 2, v);
}

static uint32_t get32(const uint8_t *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void put_sum(uint8_t *b, uint32_t s)
{
	while (s >> 16)
		s = (s & 0xffff) + (s >> 16);
	put16(b, ~s);
}

void tun_send(struct peer *p, unsigned flags, size_t len)
{
	uint8_t b[2048] = { 0 };
	bool v4 = p->family == AF_INET;
	size_t ip = v4 ? 20 : 40, alen = v4 ? 4 : 16, from = v4 ? 12 : 8;
	uint8_t *t = b + ip;

	memcpy(b + from, p->there, alen);
	memcpy(b + from + alen, p->here, alen);
	put16(t, p->port_there);
	put16(t + 2, p->port_here);
	put32(t + 4, p->seq);
	put32(t + 8, flags & ACK ? p->ack : 0);
	t[12] = 5 << 4;
	t[13] = (uint8_t)flags;
	put16(t + 14, p->window);
	memset(t + 20, 'z', len);
	put_sum(t + 16, sum(sum(6 + 20 + (uint32_t)len, b + from, 2 * alen), t, 20 + len));
	if (v4) {
		b[0] = 0x45;
		put16(b + 2, (uint32_t)(ip + 20 + len));
		b[8] = 64;
		b[9] = 6;
		put_sum(b + 10, sum(0, b, 20));
	} else {
		b[0] = 0x60;
		put16(b + 4, (uint32_t)(20 + len));
		b[6] = 6;
		b[7] = 64;
	}
	must(write(device, b, ip + 20 + len), "tun write");
	p->seq += (uint32_t)len + !!(flags & SYN) + !!(flags & FIN);
}

/* Is this packet the one? Then take over its sequence number and port. */
static bool matches(struct peer *p, unsigned flags, const uint8_t *b, size_t len)
{
	bool v4 = p->family == AF_INET;
	size_t ip = v4 ? 20 : 40, alen = v4 ? 4 : 16;
	const uint8_t *t = b + ip;
	uint32_t here, there;

	if (len < ip + 20 || b[0] >> 4 != (v4 ? 4 : 6) || b[v4 ? 9 : 6] != 6)
		return false;
	here = get32(t) >> 16;
	there = get32(t) & 0xffff;
	if (memcmp(b + ip - alen, p->there, alen) != 0 || there != p->port_there)
		return false;
	if ((p->port_here && here != p->port_here) || (t[13] & flags) != flags)
		return false;
	p->port_here = (uint16_t)here;
	p->ack = get32(t + 4) + (uint32_t)(len - ip) - (uint32_t)(t[12] >> 4) * 4 +
		 !!(t[13] & SYN) + !!(t[13] & FIN);
	return true;
}

void tun_expect(struct peer *p, unsigned flags)
{
	struct pollfd f = { .fd = device, .events = POLLIN };
	uint8_t b[2048];

	for (;;) {
		ssize_t n = must(poll(&f, 1, 2000), "poll");

		if (n == 0)
			must(-1, "the kernel did not answer");
		n = read(device, b, sizeof b);
		if (n > 0 && matches(p, flags, b, (size_t)n))
			return;
	}
}
