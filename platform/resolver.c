/* resolver - asks the name servers of /etc/resolv.conf many questions, all at once. */
#include "platform/resolver.h"

#include "core/applet.h"
#include "core/etc.h"
#include "platform/calls.h"
#include "platform/platform.h"

#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	MESSAGE = 2048, /* bytes of an answer; servers keep to 512 */
	SERVERS = 3,

	DEADLINE = 2000, /* ms, for all questions together */
	GLANCE = 50,	 /* ms, since an interrupt may come right before a wait */
	BURST = 128,	 /* questions without an answer: a server's socket surely holds them */
	SILENCE = 250,	 /* ms without an answer, */
	PER_MS = 4,	 /* then more: it may be late, or never come */
};

static struct pollfd sockets[SERVERS];
static struct server {
	unsigned asked; /* all questions before this one */
	bool refused;	/* by ICMP, or there is no way to it */
	bool silent;	/* for longer than SILENCE */
	int64_t heard;	/* ms; when it last answered, or was first asked */
	int64_t room;	/* questions that may be sent now */
} servers[SERVERS];
static const struct os_questions *questions;
static unsigned end; /* of those that are to be asked */
static unsigned n_servers;
static unsigned alive; /* a bit each */
static int deadline;

uint8_t os_resolver_settles(enum dns_outcome outcome, unsigned server)
{
	if (outcome == DNS_FOUND)
		return OS_ALL_SERVERS;
	/* One that is asked before may know it. */
	return (uint8_t)((outcome == DNS_NONE ? OS_ALL_SERVERS : 1) << server);
}

/* A file that is missing has no lines. */
int os_resolver_lines(const char *path, void (*take)(const char *line, size_t len))
{
	struct os_lines in;
	int r = os_lines_open_path(&in, path);

	if (r == -ENOENT)
		return STATUS_FINE;
	if (r < 0)
		return os_complain(path, -r);
	while ((r = os_lines_next(&in)) > 0)
		take(in.line, in.len);
	return os_lines_close(&in, r);
}

/* Where there is no way to a server, sending to it will fail. */
static void take_server(const char *line, size_t len)
{
	static const int receive_buffer = 1 << 20;
	struct etc_resolver r;
	char zone[IFNAMSIZ] = "";
	uint32_t index;
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} to = { 0 };
	int fd;

	if (!etc_parse_resolver(&r, line, len))
		return;
	if (r.timeout)
		deadline = r.timeout > 1 ? DEADLINE : DEADLINE / 2;
	if (!r.server.family || n_servers == SERVERS)
		return;
	to.v4.sin_port = htons(53);
	if (r.server.family == ADDR_IPV4) {
		to.any.sa_family = AF_INET;
		memcpy(&to.v4.sin_addr, r.server.bytes, 4);
	} else {
		to.any.sa_family = AF_INET6;
		memcpy(&to.v6.sin6_addr, r.server.bytes, 16);
	}
	fd = os_socket(to.any.sa_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	if (r.zone_len && r.zone_len < IFNAMSIZ) {
		memcpy(zone, r.zone, r.zone_len);
		if (os_iface_index(zone, &index) >= 0)
			to.v6.sin6_scope_id = index;
	}
	/* What does not fit is lost; the kernel gives as much of this as it may. */
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof(receive_buffer));
	connect(fd, &to.any, sizeof(to));
	sockets[n_servers] = (struct pollfd){ .fd = fd, .events = POLLIN };
	servers[n_servers] = (struct server){ .room = BURST };
	alive |= 1u << n_servers++;
}

int os_resolver_open(const struct os_questions *q, int *ms)
{
	int status;

	questions = q;
	alive = n_servers = 0;
	deadline = DEADLINE;
	status = os_resolver_lines("/etc/resolv.conf", take_server);
	*ms = n_servers ? deadline : 0;
	return status;
}

/* After a call that failed; true when there may be answers behind the error. */
static bool failed(unsigned s)
{
	switch (errno) {
	case EAGAIN:
	case ENOBUFS:
	case EINTR:
	case EPERM: /* a packet filter */
	case ENOMEM:
		return false;
	default:
		servers[s].refused = true;
		return true;
	}
}

/* True when there is more to send. */
static bool send_some(unsigned s)
{
	struct server *v = &servers[s];

	for (; v->asked < end; v->asked++) {
		uint8_t question[DNS_QUESTION];
		size_t n = questions->put(question, v->asked, s);

		if (!n)
			continue;
		if (v->room <= 0)
			return true;
		if (write(sockets[s].fd, question, n) < 0) {
			failed(s);
			return true;
		}
		v->room--;
	}
	return false;
}

/* One answer, or an error, behind which answers may wait; false when there is none. */
static bool receive(unsigned s)
{
	uint8_t message[MESSAGE];
	ssize_t n = read(sockets[s].fd, message, sizeof(message));

	if (n < 0)
		return failed(s);
	servers[s].room += questions->take(message, (size_t)n, s);
	return true;
}

/* What came; but a flood must not hold us. */
static void receive_some(unsigned s)
{
	unsigned n;

	for (n = 2 * BURST; n && receive(s); n--)
		;
}

static int64_t milliseconds(void)
{
	return (int64_t)(os_now() / 1000000);
}

/* Sends and receives; true when there is more to send. */
static bool talk(unsigned s, int64_t now, int64_t passed)
{
	struct server *v = &servers[s];
	int64_t room = v->room;

	receive_some(s);
	/* While it answers, that alone sets the pace. Then what was asked may be lost. */
	if (v->room != room) {
		v->heard = now;
		v->silent = v->refused = false;
	} else if (now - v->heard > SILENCE) {
		v->room += v->silent ? passed * PER_MS : BURST;
		v->silent = true;
		if (v->refused) {
			v->asked = end;
			alive &= ~(1u << s);
		}
	}
	if (v->room > BURST)
		v->room = BURST;
	return send_some(s);
}

int os_resolver_ask(unsigned from, unsigned to, int ms)
{
	int64_t start = milliseconds(), now = start;
	unsigned s;
	int wait = 0;

	end = to;
	for (s = 0; s < n_servers; s++) {
		servers[s].asked = from;
		servers[s].heard = now;
	}
	while (!questions->settled(alive) && !os_interrupted() && now - start < ms) {
		int64_t before = now;

		poll(sockets, n_servers, wait);
		now = milliseconds();
		wait = GLANCE;
		for (s = 0; s < n_servers; s++)
			if (talk(s, now, now - before))
				wait = 1;
	}
	return (int)(now - start);
}

void os_resolver_close(void)
{
	while (n_servers) {
		receive_some(--n_servers);
		close(sockets[n_servers].fd);
	}
}
