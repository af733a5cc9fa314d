/* nameserver - a name server that is late, lies, or says nothing.
 *
 *	nameserver ADDRESS MODE LOG
 *
 * Listens on UDP port 53 of ADDRESS, and prints `ready`. LOG gets a line for each question: its
 * name, behind `A ` or `AAAA ` when that is asked for. The name of 10.9.1.2 is host-10-9-1-2.example,
 * of an IPv6 address host6-NIBBLE... of its last four. Where a mode says "odd", it means the last
 * byte of the address.
 *
 * The other way, host-10-9-1-2.example has the address 10.9.1.2, host6-3.example 2001:db8::3, and
 * both-10-9-1-2.example has 10.9.1.2 and 2001:db8::2. The last number is 100 more when such a name
 * is in the domain `other`, and 200 more when it stands alone. There are no other names.
 */
#include <arpa/inet.h>
#include <ctype.h>
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
	LABELS = 128,
	A = 1,
	CNAME = 5,
	PTR = 12,
	AAAA = 28,
};

struct message {
	uint8_t bytes[MESSAGE];
	size_t len;
	struct sockaddr_in6 to;
	socklen_t to_len;
	int64_t due; /* ms */
};

/* What is asked for, and what is true. */
static struct fact {
	unsigned type;
	bool known; /* there is such a name */
	char name[512];
	uint8_t addr[16];
	size_t addr_len; /* 0: it has no such address */
	char domain[64]; /* in which it is asked for */
	bool odd;
} fact;

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

/* The data of an answer, which is this name or else an address. */
static void put_data(struct message *m, const char *name, const uint8_t *addr)
{
	size_t from = put_record(m, fact.type);

	if (fact.type == PTR)
		put_name(m, name);
	else
		put(m, addr, fact.type == A ? 4 : 16);
	end_record(m, from);
}

/* A record of the question's name. */
static void put_answer(struct message *m, const char *name, const uint8_t *addr)
{
	put16(m, 0xc000 | HEADER);
	put_data(m, name, addr);
}

static void put_ptr(struct message *m, const char *name)
{
	put_answer(m, name, fact.addr);
}

static void put_truth(struct message *m)
{
	if (fact.type == PTR || fact.addr_len)
		put_answer(m, fact.name, fact.addr);
	else if (!fact.known)
		m->bytes[3] |= 3;
}

static void put_lie(struct message *m)
{
	static const uint8_t v4[16] = { 10, 66, 66, 66 };
	static const uint8_t v6[16] = { 0x20, 1, 0xd, 0xb8, [15] = 0x66 };

	put_answer(m, "liar.example", fact.type == A ? v4 : v6);
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
	case 1: /* of type TXT */
		m.bytes[q->len - 3] = 16;
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
	put_lie(&m);
	send_now(&m);
}

/* Through an alias in another zone (RFC 2317), which the second record points at. */
static void put_alias(struct message *m)
{
	size_t alias, from;

	put16(m, 0xc000 | HEADER);
	from = put_record(m, CNAME);
	alias = m->len;
	put_name(m, "1.0-31.SUB.example");
	end_record(m, from);
	put16(m, 0xc000 | (unsigned)alias);
	put_data(m, fact.name, fact.addr);
}

/* Three aliases, one of the other. */
static void put_chain(struct message *m)
{
	static const char *const aliases[] = { "x.example", "y.example", "z.example" };
	size_t i, from;

	put16(m, 0xc000 | HEADER);
	for (i = 0; i < 3; i++) {
		from = put_record(m, CNAME);
		put_name(m, aliases[i]);
		end_record(m, from);
		put_name(m, aliases[i]);
	}
	put_data(m, fact.name, fact.addr);
	m->bytes[7] = 4;
}

static void answer(const struct message *q)
{
	struct message m = reply(q, 0), lie = m;
	const bool odd = fact.odd;
	size_t from;
	int i;

	put_truth(&m);
	put_lie(&lie);
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
			text[i] = i % 64 == 63 ? '.' : 'a';
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
		if (fact.type == PTR || fact.addr_len)
			put_alias(&m);
		send_now(&m);
	} else if (in_mode("chain")) {
		m = reply(q, 0);
		if (fact.addr_len)
			put_chain(&m);
		send_now(&m);
	} else if (in_mode("zero")) {
		memset(fact.addr, 0, sizeof(fact.addr));
		m = reply(q, 0);
		put_truth(&m);
		send_now(&m);
	} else if (in_mode("first")) { /* is lost */
		static unsigned asked;

		if (asked++)
			send_now(&m);
	} else if (in_mode("only4")) {
		if (fact.type == A)
			send_now(&m);
	} else if (in_mode("lame")) {
		if (strcmp(fact.domain, "other") != 0)
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

/* The address that a name has. */
static void find_address(unsigned n, char labels[][64])
{
	unsigned b[4], more;
	int end = 0;
	bool both;

	fact.known = false;
	fact.addr_len = 0;
	snprintf(fact.domain, sizeof(fact.domain), "%s", n > 1 ? labels[1] : "");
	if (n > 2 || (n == 2 && strcmp(fact.domain, "example") && strcmp(fact.domain, "other")))
		return;
	more = n == 1 ? 200 : strcmp(fact.domain, "other") ? 0 : 100;
	both = sscanf(labels[0], "both-%u-%u-%u-%u%n", b, b + 1, b + 2, b + 3, &end) == 4;
	if (!both && sscanf(labels[0], "host-%u-%u-%u-%u%n", b, b + 1, b + 2, b + 3, &end) != 4) {
		if (sscanf(labels[0], "host6-%u%n", b + 3, &end) != 1)
			return;
		b[0] = 0;
	}
	if (labels[0][end])
		return;
	fact.known = true;
	fact.odd = b[3] & 1;
	if (fact.type == A && b[0]) {
		memcpy(fact.addr, (uint8_t[]){ b[0], b[1], b[2], b[3] + more }, 4);
		fact.addr_len = 4;
	} else if (fact.type == AAAA && (both || !b[0])) {
		memcpy(fact.addr, (uint8_t[16]){ 0x20, 1, 0xd, 0xb8, [15] = b[3] + more }, 16);
		fact.addr_len = 16;
	}
}

/* The name as text, and what it should be answered with. */
static bool parse(const struct message *q, char *asked)
{
	char labels[LABELS][64] = { 0 };
	unsigned n = 0;
	size_t at = HEADER, i;

	if (q->len < HEADER + 5)
		return false;
	for (*asked = 0; q->bytes[at] && n < LABELS; at += q->bytes[at] + 1u) {
		if (q->bytes[at] > 63 || at + q->bytes[at] + 6u > q->len)
			return false;
		memcpy(labels[n], q->bytes + at + 1, q->bytes[at]);
		labels[n][q->bytes[at]] = 0;
		strcat(strcat(asked, labels[n++]), ".");
	}
	fact = (struct fact){ .type = q->bytes[at + 2] };
	if (fact.type == A || fact.type == AAAA) {
		memmove(asked + 5, asked, strlen(asked) + 1);
		memcpy(asked, "AAAA ", 5);
		if (fact.type == A)
			memmove(asked, asked + 3, strlen(asked + 3) + 1);
		for (at = 0; at < 2; at++)
			for (i = 0; labels[at][i]; i++)
				labels[at][i] = (char)tolower(labels[at][i]);
		find_address(n, labels);
		return n > 0;
	}
	if (n == 6)
		sprintf(fact.name, "host-%s-%s-%s-%s.example", labels[3], labels[2], labels[1],
			labels[0]);
	else
		sprintf(fact.name, "host6-%s%s%s%s.example", labels[3], labels[2], labels[1],
			labels[0]);
	fact.odd = strtoul(labels[0], NULL, 16) & 1;
	return fact.type == PTR && (n == 6 || n == 34);
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
		char asked[3000];
		ssize_t n;

		poll(&in, 1, first < last ? 5 : -1);
		n = recvfrom(fd, q.bytes, sizeof(q.bytes), 0, (struct sockaddr *)&q.to, &q.to_len);
		q.len = n < 0 ? 0 : (size_t)n;
		if (n >= 0 && parse(&q, asked)) {
			fprintf(log, "%s\n", asked);
			fflush(log);
			answer(&q);
		} else if (n >= 0) {
			fprintf(log, "malformed\n");
			fflush(log);
		}
		send_due();
	}
}
