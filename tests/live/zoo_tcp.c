/* zoo_tcp - a TCP socket in every state, as IPv4, IPv6 and IPv4 on an IPv6 socket. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/fsuid.h>
#include <unistd.h>

#include "zoo.h"

enum {
	HTTP = 80,
	MPTCP = 262,
};

static const char *const loopback[] = { "127.0.0.1", "::1", "127.0.0.1" };
static unsigned next_port = 40001;

static int listener(enum flavour f, const char *text, unsigned port, int backlog)
{
	int fd = inet_bound(f, SOCK_STREAM, IPPROTO_TCP, text, port);

	must(listen(fd, backlog), "listen");
	return fd;
}

/* A SYN to 192.0.2.hst or 2001:db8::hst and how far it got. */
static int syn_sent(enum flavour f, unsigned host, struct peer *p)
{
	int family = f == V6 ? AF_INET6 : AF_INET;
	int fd = inet_bound(f, SOCK_STREAM | SOCK_NONBLOCK, 0,
		f == V6 ? "2001:db8::1" : "192.0.2.1", 0);
	char text[INET6_ADDRSTRLEN];

	*p = tun_peer(family, host, 0, next_port++);
	inet_ntop(family, p->there, text, sizeof text);
	inet_connect(fd, f, text, p->port_there);
	tun_expect(p, SYN);
	return fd;
}

static int established(enum flavour f, unsigned host, struct peer *p)
{
	int fd = syn_sent(f, host, p);

	tun_send(p, SYN | ACK, 0);
	tun_expect(p, ACK);
	return fd;
}

/* The same from the other side; the listener is at port HTTP. */
static int accepted(enum flavour f, unsigned host, int server, struct peer *p)
{
	*p = tun_peer(f == V6 ? AF_INET6 : AF_INET, host, HTTP, next_port++);
	tun_send(p, SYN, 0);
	tun_expect(p, SYN | ACK);
	tun_send(p, ACK, 0);
	return must(accept4(server, NULL, NULL, SOCK_CLOEXEC), "accept");
}

static void say(int fd, size_t len)
{
	static const char text[4096] = "zoo";

	must(send(fd, text, len, 0), "send");
}

/* Its FIN goes out; with `orphan` no process is left that holds the socket. */
static void finish(int fd, struct peer *p, bool orphan)
{
	must(orphan ? close(fd) : shutdown(fd, SHUT_WR), "close");
	tun_expect(p, FIN);
}

static void closing_states(enum flavour f, bool orphan)
{
	struct peer p;
	int fd = established(f, 10, &p), linger = 120;

	finish(fd, &p, orphan); /* FIN_WAIT1 */
	fd = established(f, 11, &p);
	say(fd, 77);
	finish(fd, &p, orphan); /* FIN_WAIT1 with data before the FIN */
	setting("ipv4/tcp_rto_min_us",
		"200000"); /* one that may be short waits in TIME_WAIT's table */
	fd = established(f, 12, &p);
	finish(fd, &p, orphan);
	tun_send(&p, ACK, 0); /* FIN_WAIT2 */
	setting("ipv4/tcp_rto_min_us", "60000000");
	fd = established(f, 13, &p);
	must(setsockopt(fd, IPPROTO_TCP, TCP_LINGER2, &linger, sizeof linger), "TCP_LINGER2");
	finish(fd, &p, orphan);
	tun_send(&p, ACK, 0); /* FIN_WAIT2 on the keepalive timer when an orphan */
	fd = established(f, 14, &p);
	tun_send(&p, FIN | ACK, 0);
	tun_expect(&p, ACK);
	finish(fd, &p, orphan); /* LAST_ACK */
	fd = established(f, 15, &p);
	finish(fd, &p, orphan);
	p.ack--;
	tun_send(&p, FIN | ACK, 0); /* CLOSING: it does not see its own FIN answered */
	fd = established(f, 16, &p);
	finish(fd, &p, orphan);
	tun_send(&p, FIN | ACK, 0); /* TIME_WAIT */
	if (!orphan)
		close(fd);
}

static void open_states(enum flavour f, int server)
{
	struct peer p = tun_peer(f == V6 ? AF_INET6 : AF_INET, 20, HTTP, next_port++);
	int fd, one = 1;

	tun_send(&p, SYN, 0); /* SYN_RECV */
	tun_expect(&p, SYN | ACK);
	syn_sent(f, 21, &p);
	accepted(f, 22, server, &p);
	accepted(f, 23, server, &p);
	tun_send(&p, ACK | PSH, 321); /* Recv-Q */
	fd = established(f, 24, &p);
	say(fd, 123); /* Send-Q and the retransmission timer */
	fd = established(f, 25, &p);
	must(setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof one), "SO_KEEPALIVE");
	fd = established(f, 26, &p);
	p.window = 0;
	tun_send(&p, ACK, 0);
	tun_send(&p, ACK | PSH, 1);
	say(fd, 234); /* the probe timer */
	fd = established(f, 27, &p);
	tun_send(&p, FIN | ACK, 0);
	tun_expect(&p, ACK); /* CLOSE_WAIT */
	fd = established(f, 28, &p);
	tun_send(&p, FIN | ACK | PSH, 55);
	tun_expect(&p, ACK); /* CLOSE_WAIT with data that nobody read */
}

/* Both ends on this machine. */
static void loops(enum flavour f, unsigned port)
{
	int server = listener(f, loopback[f], port, 10), fd;

	fd = inet_socket(f, SOCK_STREAM, 0);
	inet_connect(fd, f, loopback[f], port);
	say(fd, 1000);
	server = must(accept4(server, NULL, NULL, SOCK_CLOEXEC), "accept");
	server = listener(f, loopback[f], port + 1, 10);
	for (unsigned i = 0; i < 3; i++) { /* the accept queue */
		fd = inet_socket(f, SOCK_STREAM, 0);
		inet_connect(fd, f, loopback[f], port + 1);
		say(fd, 10 * i + 1);
	}
}

static void fast_open(void)
{
	struct peer p = tun_peer(AF_INET, 30, 8443, next_port++);
	int fd = listener(V4, "192.0.2.1", 8443, 10), queue = 5;

	must(setsockopt(fd, IPPROTO_TCP, TCP_FASTOPEN, &queue, sizeof queue), "TCP_FASTOPEN");
	tun_send(&p, SYN, 12); /* SYN_RECV that is a whole socket, with data */
	tun_expect(&p, SYN | ACK);
}

/* A half-open connection of a listener that is not root's. */
static void user_syn_recv(void)
{
	struct peer p = tun_peer(AF_INET, 31, 8444, next_port++);

	setfsuid(33);
	listener(V4, "192.0.2.1", 8444, 10);
	setfsuid(0);
	tun_send(&p, SYN, 0);
	tun_expect(&p, SYN | ACK);
}

static void mptcp(void)
{
	struct sockaddr_storage s = inet_name(V4, "127.0.0.1", 4343);
	int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, MPTCP), fd;

	if (server < 0) {
		lacks("mptcp");
		return;
	}
	must(bind(server, (struct sockaddr *)&s, inet_len(V4)), "mptcp bind");
	must(listen(server, 5), "listen");
	fd = must(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, MPTCP), "mptcp");
	inet_connect(fd, V4, "127.0.0.1", 4343);
	must(accept4(server, NULL, NULL, SOCK_CLOEXEC), "accept");
}

void zoo_tcp(void)
{
	int v4 = listener(V4, "192.0.2.1", HTTP, 50);
	int v6 = listener(V6, "2001:db8::1", HTTP, 50);
	int dual = listener(V6, "::", HTTP, 50);

	close(v4); /* the IPv4 SYNs of MAPPED reach the IPv6 listener */
	open_states(MAPPED, dual);
	v4 = listener(V4, "192.0.2.1", HTTP, 50);
	open_states(V4, v4);
	open_states(V6, v6);
	for (enum flavour f = V4; f < FLAVOURS; f++) {
		closing_states(f, false);
		closing_states(f, true);
		loops(f, 8000 + 10 * (unsigned)f);
	}
	fast_open();
	user_syn_recv();
	mptcp();
	listener(V4, "0.0.0.0", 22, 128);
	listener(V4, "127.0.0.2", 5432, 1);
	listener(V6, "::1", 631, 128);
	listener(V6, "fe80::1", 443, 128);
	listener(V4, "127.0.0.1", 65535, 128);
	listener(V4, "127.0.0.1", 2, 128);
	listener(V4, "0.0.0.0", 2049, 128); /* one port, two listeners */
	listener(V4, "0.0.0.0", 2049, 128);
	inet_bound(V4, SOCK_STREAM, 0, "127.0.0.1", 9); /* CLOSE: no table of the kernel has it */
	inet_bound(V6, SOCK_STREAM, 0, "::1", 9);
	inet_socket(V4, SOCK_STREAM, 0);
}

/* Addresses that net-tools cuts without -W. */
void zoo_wide(void)
{
	static const char ours[] = "2001:db8:1234:5678:9abc:def0:1234:5678";
	int server = listener(V6, ours, 12345, 10), fd;

	fd = inet_bound(V6, SOCK_STREAM | SOCK_NONBLOCK, 0, ours, 54321);
	inet_connect(fd, V6, "2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff", 55555);
	fd = inet_socket(V6, SOCK_STREAM, 0);
	inet_connect(fd, V6, ours, 12345);
	must(accept4(server, NULL, NULL, SOCK_CLOEXEC), "accept");
	fd = inet_bound(V6, SOCK_DGRAM, 0, ours, 12346);
	inet_connect(fd, V6, ours, 12347);
	inet_bound(V6, SOCK_DGRAM, IPPROTO_UDPLITE, ours, 12348);
	inet_bound(V6, SOCK_RAW, 89, ours, 0);
	listener(V6, "2001:db8::1", 12349, 10);
	listener(V4, "127.100.100.100", 10051, 10); /* a service of a long name */
}
