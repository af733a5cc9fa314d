/* hosts - the names of addresses: /etc/hosts, then the name servers, all asked at once. */
#include "core/applet.h"
#include "core/dns.h"
#include "core/etc.h"
#include "core/hash.h"
#include "platform/platform.h"

#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	TEXT = 48 * OS_HOSTS, /* bytes of all names; pages that stay empty cost nothing */
	MESSAGE = 2048,	      /* bytes of an answer; servers keep to 512 */
	SERVERS = 3,
	ALL = 0xff, /* bits of servers */

	DEADLINE = 2000, /* ms, for all questions together */
	GLANCE = 50,	 /* ms, since an interrupt may come right before a wait */
	BURST = 128,	 /* questions without an answer: a server's socket surely holds them */
	SILENCE = 250,	 /* ms without an answer, */
	PER_MS = 4,	 /* then more: it may be late, or never come */
};

struct host {
	struct addr addr; /* never a mapped one */
	uint8_t settled;  /* a bit for each server that need not be waited for */
	uint16_t next;	  /* of the same hash; 0: none */
	uint16_t name_len;
	uint32_t name; /* where in `text` */
};

static struct host hosts[1 + OS_HOSTS]; /* from 1 on */
static uint16_t heads[OS_HOSTS];
static unsigned known;	    /* the last one */
static unsigned looked_for; /* the last one of earlier calls */
static unsigned settled;    /* all up to this one */
static struct hash hash;
static char text[TEXT];
static uint32_t text_used;
static bool full, full_said;

static struct pollfd sockets[SERVERS];
static struct server {
	unsigned asked; /* all hosts up to this one */
	bool refused;	/* by ICMP */
	bool silent;	/* for longer than SILENCE */
	int64_t heard;	/* ms; when it last answered, or was first asked */
	int64_t room;	/* questions that may be sent now */
} servers[SERVERS];
static unsigned n_servers;
static unsigned alive; /* a bit each */
static int deadline;
static int64_t spent; /* ms of it, in this round */

/* The id of the question for an address, by which the table goes too. */
static uint16_t id_of(const struct addr *a)
{
	return (uint16_t)hash_key(&hash, a->bytes, sizeof(a->bytes));
}

/* The number of an address, or 0. */
static unsigned find(const struct addr *a, bool add)
{
	struct addr plain = addr_unmapped(a);
	uint16_t *head = &heads[id_of(&plain) % OS_HOSTS];
	unsigned i;

	for (i = *head; i; i = hosts[i].next)
		if (memcmp(&hosts[i].addr, &plain, sizeof(plain)) == 0)
			return i;
	if (!add || addr_is_any(&plain))
		return 0;
	if (known == OS_HOSTS) {
		full = true;
		return 0;
	}
	hosts[++known] = (struct host){ .addr = plain, .next = *head };
	*head = (uint16_t)known;
	return known;
}

void os_hosts_want(const struct addr *a)
{
	uint8_t seed[HASH_SEED];

	if (!known) {
		os_seed(seed);
		hash = hash_open(seed);
	}
	find(a, true);
}

bool os_host_name(struct fmt *f, const struct addr *a)
{
	const struct host *h = &hosts[find(a, false)];

	fmt_text(f, text + h->name, h->name_len, SIZE_MAX);
	return h->name_len;
}

static void give_name(struct host *h, const char *name, size_t len)
{
	h->settled = ALL;
	if (len > TEXT - text_used) {
		full = true;
		return;
	}
	memcpy(text + text_used, name, len);
	h->name = text_used;
	h->name_len = (uint16_t)len;
	text_used += (uint32_t)len;
}

/* A file that is missing has no lines. */
static int read_lines(const char *path, void (*take)(const char *line, size_t len))
{
	struct os_lines in;
	int r = os_lines_open_path(&in, path);

	if (r == -ENOENT)
		return STATUS_FINE;
	if (r < 0) {
		os_complain(path, -r);
		return STATUS_UNREAD;
	}
	while ((r = os_lines_next(&in)) > 0)
		take(in.line, in.len);
	return os_lines_close(&in, r);
}

static void take_host(const char *line, size_t len)
{
	struct etc_host e;
	unsigned i;

	if (!etc_parse_host(&e, line, len))
		return;
	i = find(&e.addr, false);
	if (i > looked_for && !hosts[i].settled)
		give_name(&hosts[i], e.name, e.name_len);
}

/* Where there is no way to a server, sending to it will fail. */
static void take_server(const char *line, size_t len)
{
	static const int receive_buffer = 1 << 20;
	struct etc_resolver r;
	struct ifreq zone = { 0 };
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
	fd = socket(to.any.sa_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	if (r.zone_len && r.zone_len < IFNAMSIZ) {
		memcpy(zone.ifr_name, r.zone, r.zone_len);
		ioctl(fd, SIOCGIFINDEX, &zone);
		to.v6.sin6_scope_id = (uint32_t)zone.ifr_ifindex;
	}
	/* What does not fit is lost; the kernel gives as much of this as it may. */
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof(receive_buffer));
	connect(fd, &to.any, sizeof(to));
	sockets[n_servers] = (struct pollfd){ .fd = fd, .events = POLLIN };
	servers[n_servers] = (struct server){ .asked = looked_for, .room = BURST };
	alive |= 1u << n_servers++;
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
	case ECONNREFUSED: /* some time ago, by ICMP */
	case EHOSTUNREACH:
	case EACCES:
		break;
	default: /* it can never be asked */
		servers[s].heard = 0;
	}
	servers[s].refused = true;
	return true;
}

static size_t question_of(uint8_t question[DNS_QUESTION], const struct host *h)
{
	return dns_ptr_question(question, &h->addr, id_of(&h->addr));
}

/* True when there is more to send. */
static bool send_some(unsigned s)
{
	struct server *v = &servers[s];

	for (; v->asked < known; v->asked++) {
		const struct host *h = &hosts[v->asked + 1];
		uint8_t question[DNS_QUESTION];

		if (h->settled >> s & 1)
			continue;
		if (v->room <= 0)
			return true;
		if (write(sockets[s].fd, question, question_of(question, h)) < 0) {
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
	uint8_t message[MESSAGE], question[DNS_QUESTION];
	struct dns_answer d;
	ssize_t n = read(sockets[s].fd, message, sizeof(message));
	unsigned i;

	if (n < 0)
		return failed(s);
	if (n < 2)
		return true;
	for (i = heads[(message[0] << 8 | message[1]) % OS_HOSTS]; i > looked_for;
		i = hosts[i].next) {
		struct host *h = &hosts[i];

		if (h->settled >> s & 1 || !dns_parse_answer(&d, message, (size_t)n, question,
						   question_of(question, h)))
			continue;
		servers[s].room++;
		if (d.outcome == DNS_NAMED)
			give_name(h, d.name, d.name_len);
		else if (d.outcome == DNS_NO_NAME) /* but one that is asked before may know it */
			h->settled |= (uint8_t)(ALL << s);
		else
			h->settled |= (uint8_t)(1 << s);
	}
	return true;
}

/* What came; but a flood must not hold us. */
static void receive_some(unsigned s)
{
	unsigned n;

	for (n = 2 * BURST; n && receive(s); n--)
		;
}

static bool all_settled(void)
{
	while (settled < known && !(alive & ~(unsigned)hosts[settled + 1].settled))
		settled++;
	return settled == known;
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
			v->asked = known;
			alive &= ~(1u << s);
		}
	}
	if (v->room > BURST)
		v->room = BURST;
	return send_some(s);
}

static void ask(void)
{
	int64_t start = milliseconds(), now = start, end = now + deadline - spent;
	unsigned s;
	int wait = 0;

	for (s = 0; s < n_servers; s++)
		servers[s].heard = now;
	while (!all_settled() && !os_interrupted() && now < end) {
		int64_t before = now;

		poll(sockets, n_servers, wait);
		now = milliseconds();
		wait = GLANCE;
		for (s = 0; s < n_servers; s++)
			if (talk(s, now, now - before))
				wait = 1;
	}
	spent += now - start;
}

void os_hosts_round(void)
{
	spent = 0;
	if (!full)
		return;
	/* Those of earlier rounds may have gone. */
	memset(heads, 0, sizeof(heads));
	known = looked_for = 0;
	text_used = 0;
	full = false;
}

int os_hosts_resolve(void)
{
	int status = STATUS_FINE;

	if (looked_for == known)
		return status;
	alive = ALL;
	settled = looked_for;
	status = read_lines("/etc/hosts", take_host);
	if (!all_settled()) {
		alive = n_servers = 0;
		deadline = DEADLINE;
		if (read_lines("/etc/resolv.conf", take_server) != STATUS_FINE)
			status = STATUS_UNREAD;
		ask();
		while (n_servers) {
			receive_some(--n_servers);
			close(sockets[n_servers].fd);
		}
	}
	looked_for = known;
	if (full && !full_said)
		os_complain_of("more names of hosts than netlet holds", "some show as numbers");
	full_said = full_said || full;
	return status;
}
