/* nameserver - a name server that is late, lies, or says nothing.
 *
 *	nameserver ADDRESS MODE LOG
 *
 * Listens on UDP port 53 of ADDRESS, and prints `ready`. LOG gets a line for each question: its
 * name. The name of 10.9.1.2 is host-10-9-1-2.example, of an IPv6 address host6-NIBBLE... of its
 * last four. Where a mode says "odd", it means the last byte of the address.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	MESSAGE = 1500,
	WAITING = 8192,
	HEADER = 12,
	CNAME = 5,
	PTR = 12,
};

struct message {
	uint8_t bytes[MESSAGE];
	size_t len;
	struct sockaddr_in6 to;
	socklen_t to_len;
	int64_t due; /* ms */
};

static struct message waiting[WAITING];
static size_t first, last; /* those that wait are first..last */
static int fd;
static const char *mode;
static struct sockaddr_in6 self;
static socklen_t self_len;

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static bool in_mode(const char *name)
{
	return strcmp(mode, name) == 0;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void put(struct message *m, const void *bytes, size_t len)
{
	if (len > MESSAGE - m->len)
		abort();
	memcpy(m->bytes + m->len, bytes, len);
	m->len += len;
}

static void put16(struct message *m, unsigned n)
{
	put(m, (uint8_t[]){ (uint8_t)(n >> 8), (uint8_t)n }, 2);
}

/* Labels of a text, divided by dots, and the end of the name; a | becomes a dot in a label. */
static void put_name(struct message *m, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "."), from = m->len + 1, i;

		put(m, &(uint8_t){ (uint8_t)n }, 1);
		put(m, text, n);
		for (i = from; i < m->len; i++)
			if (m->bytes[i] == '|')
				m->bytes[i] = '.';
		text += n + (text[n] == '.');
	}
	put(m, "", 1);
}

/* Type, class, time to live; put_data then sets how long the data became. */
static size_t put_record(struct message *m, unsigned type)
{
	put16(m, type);
	put(m, "\0\1\0\0\0\74\0\0", 8);
	m->bytes[7]++;
	return m->len;
}

static void end_record(struct message *m, size_t from)
{
	m->bytes[from - 2] = (uint8_t)((m->len - from) >> 8);
	m->bytes[from - 1] = (uint8_t)(m->len - from);
}

/* A PTR record of the question's name. */
static void put_ptr(struct message *m, const char *name)
{
	size_t from;

	put16(m, 0xc000 | HEADER);
	from = put_record(m, PTR);
	put_name(m, name);
	end_record(m, from);
}

/* The question as the beginning of its answer. */
static struct message reply(const struct message *q, unsigned code)
{
	struct message m = *q;

	m.bytes[2] = 0x81;
	m.bytes[3] = (uint8_t)(0x80 | code);
	return m;
}

static void send_now(const struct message *m)
{
	sendto(fd, m->bytes, m->len, 0, (const struct sockaddr *)&m->to, m->to_len);
}

static void send_later(const struct message *m, int ms)
{
	struct message *w = &waiting[last++ % WAITING];

	*w = *m;
	w->due = now_ms() + ms;
}

static void send_due(void)
{
	if (in_mode("backwards")) {
		while (last > first && (last - first >= 100 || waiting[last - 1].due <= now_ms()))
			for (; last > first; last--)
				send_now(&waiting[last - 1]);
		return;
	}
	for (; first < last && waiting[first % WAITING].due <= now_ms(); first++)
		send_now(&waiting[first % WAITING]);
}

/* From another port, and from another address. */
static void send_elsewhere(const struct message *m)
{
	struct sockaddr_in other = { .sin_family = AF_INET, .sin_port = htons(53) };
	int i;

	for (i = 0; i < 2; i++) {
		int s = socket(AF_INET, SOCK_DGRAM, 0);

		other.sin_addr.s_addr =
			i ? htonl(0x7f000042) : ((struct sockaddr_in *)&self)->sin_addr.s_addr;
		if (!i)
			other.sin_port = 0;
		else
			other.sin_port = htons(53);
		if (s < 0 || bind(s, (struct sockaddr *)&other, sizeof(other)) < 0)
			die("bind elsewhere");
		sendto(s, m->bytes, m->len, 0, (const struct sockaddr *)&m->to, m->to_len);
		close(s);
	}
}

/* One that answers another question, in one way or another. */
static void lie_about_question(const struct message *q)
{
	static unsigned kind;
	struct message m = reply(q, 0);

	switch (kind++ % 6) {
	case 0: /* of another address */
		m.bytes[HEADER + m.bytes[HEADER]] ^= 1;
		break;
	case 1: /* of type A */
		m.bytes[q->len - 3] = 1;
		break;
	case 2: /* of class CHAOS */
		m.bytes[q->len - 1] = 3;
		break;
	case 3: /* no question */
		m.bytes[5] = 0;
		break;
	case 4: /* two */
		m.bytes[5] = 2;
		put(&m, q->bytes + HEADER, q->len - HEADER);
		break;
	case 5: /* itself a question */
		m.bytes[2] = 1;
		break;
	}
	put_ptr(&m, "liar.example");
	send_now(&m);
}

/* Through an alias in another zone (RFC 2317), whose records stand in either order. */
static void put_alias(struct message *m, const char *name, bool odd)
{
	size_t alias = HEADER, from;
	int i;

	/* The PTR first: the alias' name is spelled there, and pointed at by the CNAME. */
	for (i = 0; i < 2; i++) {
		if (i == odd) {
			put16(m, 0xc000 | HEADER);
			from = put_record(m, CNAME);
			if (alias == HEADER) {
				alias = m->len;
				put_name(m, "1.0-31.sub.example");
			} else {
				put16(m, 0xc000 | (unsigned)alias);
			}
			end_record(m, from);
			continue;
		}
		if (alias == HEADER) {
			alias = m->len;
			put_name(m, "1.0-31.SUB.example");
		} else {
			put16(m, 0xc000 | (unsigned)alias);
		}
		from = put_record(m, PTR);
		put_name(m, name);
		end_record(m, from);
	}
}

/* `name` is the truth about the address. */
static void answer(const struct message *q, const char *name, bool odd)
{
	struct message m = reply(q, 0), lie = m;
	size_t from;
	int i;

	put_ptr(&m, name);
	put_ptr(&lie, "liar.example");
	if (in_mode("true")) {
		send_now(&m);
	} else if (in_mode("slow")) {
		usleep(300);
		send_now(&m);
	} else if (in_mode("dies")) {
		static int left = 300;

		send_now(&m);
		if (!--left)
			exit(0);
	} else if (in_mode("late")) {
		send_later(&m, 1500);
	} else if (in_mode("backwards")) {
		send_later(&m, 100);
	} else if (in_mode("half")) {
		if (odd)
			send_now(&m);
	} else if (in_mode("id")) {
		lie.bytes[odd] ^= odd ? 1 : 0x80;
		send_now(&lie);
		send_later(&m, 100);
	} else if (in_mode("source")) {
		send_elsewhere(&lie);
		send_later(&m, 100);
	} else if (in_mode("question")) {
		lie_about_question(q);
		send_later(&m, 100);
	} else if (in_mode("twice")) {
		send_now(&m);
		send_now(&lie);
	} else if (in_mode("loop")) {
		m = reply(q, 0);
		put16(&m, 0xc000 | HEADER);
		from = put_record(&m, PTR);
		put(&m, "\4loop", 5);
		put16(&m, 0xc000 | (unsigned)from);
		end_record(&m, from);
		send_now(&m);
	} else if (in_mode("escapes")) {
		m = reply(q, 0);
		put_ptr(&m, "\x1b[2J a\n\\b|c\xff_\xc2\x9b.example");
		send_now(&m);
	} else if (in_mode("long")) {
		char text[256];

		for (i = 0; i < 254; i++)
			text[i] = i % 64 == 63 ? '.' : '\x01';
		text[253] = 0;
		m = reply(q, 0);
		put_ptr(&m, text);
		send_now(&m);
	} else if (in_mode("cut")) {
		if (!odd)
			m = reply(q, 0);
		m.bytes[2] |= 2;
		send_now(&m);
	} else if (in_mode("alias")) {
		m = reply(q, 0);
		put_alias(&m, name, odd);
		send_now(&m);
	} else if (in_mode("nameless")) {
		/* The root, and names like addresses. */
		const char *const names[] = { "", "10.9.0.7", "127.1", "::1" };

		m = reply(q, 0);
		put_ptr(&m, names[(unsigned)q->bytes[1] % 4]);
		send_now(&m);
	} else if (in_mode("nxdomain")) {
		m = reply(q, 3);
		send_now(&m);
	} else if (in_mode("nodata")) {
		m = reply(q, 0);
		send_now(&m);
	} else if (in_mode("servfail")) {
		m = reply(q, odd ? 2 : 5);
		send_now(&m);
	} else if (in_mode("noise")) {
		for (i = 0; i < 5; i++) {
			m = reply(q, 0);
			m.bytes[2] = (uint8_t)rand();
			m.len = (size_t)rand() % (m.len - 3);
			send_now(&m);
		}
	} else if (!in_mode("hole")) {
		fprintf(stderr, "no such mode: %s\n", mode);
		exit(1);
	}
}

/* The name as text, and what it should be answered with. */
static bool parse(const struct message *q, char *asked, char *name, bool *odd)
{
	char labels[40][64];
	unsigned n = 0;
	size_t at = HEADER;

	if (q->len < HEADER + 5)
		return false;
	for (*asked = 0; q->bytes[at] && n < 40; at += q->bytes[at] + 1u) {
		if (q->bytes[at] > 63 || at + q->bytes[at] + 6u > q->len)
			return false;
		memcpy(labels[n], q->bytes + at + 1, q->bytes[at]);
		labels[n][q->bytes[at]] = 0;
		strcat(strcat(asked, labels[n++]), ".");
	}
	if (n == 6)
		sprintf(name, "host-%s-%s-%s-%s.example", labels[3], labels[2], labels[1],
			labels[0]);
	else
		sprintf(name, "host6-%s%s%s%s.example", labels[3], labels[2], labels[1], labels[0]);
	*odd = strtoul(labels[0], NULL, 16) & 1;
	return n == 6 || n == 34;
}

int main(int argc, char **argv)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)&self;
	FILE *log;

	if (argc != 4 || !(log = fopen(argv[3], "a"))) {
		fprintf(stderr, "usage: nameserver ADDRESS MODE LOG\n");
		return 1;
	}
	mode = argv[2];
	if (inet_pton(AF_INET, argv[1], &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons(53);
		self_len = sizeof(*v4);
	} else if (inet_pton(AF_INET6, argv[1], &self.sin6_addr) == 1) {
		self.sin6_family = AF_INET6;
		self.sin6_port = htons(53);
		self_len = sizeof(self);
		if (IN6_IS_ADDR_LINKLOCAL(&self.sin6_addr))
			self.sin6_scope_id = 1; /* lo */
	} else {
		die(argv[1]);
	}
	fd = socket(self.sin6_family, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&self, self_len) < 0)
		die("bind");
	/* What a test sees should not depend on what else runs; where this is refused, it may. */
	setpriority(PRIO_PROCESS, 0, -20);
	sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){ .sched_priority = 1 });
	puts("ready");
	fflush(stdout);
	for (;;) {
		struct pollfd in = { .fd = fd, .events = POLLIN };
		struct message q = { .to_len = sizeof(q.to) };
		char asked[2048], name[512];
		bool odd;
		ssize_t n;

		poll(&in, 1, first < last ? 5 : -1);
		n = recvfrom(fd, q.bytes, sizeof(q.bytes), 0, (struct sockaddr *)&q.to, &q.to_len);
		q.len = n < 0 ? 0 : (size_t)n;
		if (n >= 0 && parse(&q, asked, name, &odd)) {
			fprintf(log, "%s\n", asked);
			fflush(log);
			answer(&q, name, odd);
		} else if (n >= 0) {
			fprintf(log, "malformed\n");
			fflush(log);
		}
		send_due();
	}
}
