/* flood - sends SYN packets, at a rate and so many.
 *
 *	flood SOURCE[/LEN][,SOURCE...] DESTINATION PORT RATE COUNT
 *
 * Each packet is of the next source in turn; the bits behind LEN are random, as is the port it
 * comes from. Prints the time of day at which it begins, and where it sent for more than a tenth
 * longer than asked for, "slow". SIGTERM ends it early, which is judged the same. Only for network
 * namespaces of a test's own: refuses to run where there is eth0.
 */
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	SOURCES = 1024,
	V6_HDRINCL = 36, /* IPV6_HDRINCL of linux/in6.h */
};

static struct {
	uint8_t bytes[16];
	unsigned len;
} sources[SOURCES];
static int n_sources;
static int family;
static uint64_t state;
static volatile sig_atomic_t ended;

static uint32_t chance(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 16);
}

static uint32_t sum(uint32_t s, const void *bytes, size_t len)
{
	const uint8_t *p = bytes;
	size_t i;

	for (i = 0; i < len; i++)
		s += (uint32_t)p[i] << (i % 2 ? 0 : 8);
	return s;
}

static uint16_t fold(uint32_t s)
{
	s = (s & 0xffff) + (s >> 16);
	return (uint16_t) ~((s & 0xffff) + (s >> 16));
}

static void pick(uint8_t *address, int i, unsigned size)
{
	unsigned k;

	for (k = 0; k < size; k++) {
		unsigned keep = sources[i].len > 8 * k ? sources[i].len - 8 * k : 0;
		uint8_t mask = keep >= 8 ? 0xff : (uint8_t)(0xff00 >> keep);

		address[k] = (uint8_t)((sources[i].bytes[k] & mask) | (chance() & ~mask));
	}
}

static size_t build(uint8_t *p, const uint8_t *to, uint16_t port, int i)
{
	unsigned size = family == AF_INET ? 4 : 16;
	size_t head = family == AF_INET ? 20 : 40;
	uint8_t *tcp = p + head, *from = p + (family == AF_INET ? 12 : 8);
	uint16_t client = (uint16_t)(1024 + chance() % 60000);
	uint32_t seq = chance(), s;

	memset(p, 0, 60);
	if (family == AF_INET) {
		p[0] = 0x45;
		p[3] = 40;
		p[8] = 64;
		p[9] = IPPROTO_TCP;
	} else {
		p[0] = 0x60;
		p[5] = 20;
		p[6] = IPPROTO_TCP;
		p[7] = 64;
	}
	pick(from, i, size);
	memcpy(from + size, to, size);
	tcp[0] = (uint8_t)(client >> 8);
	tcp[1] = (uint8_t)client;
	tcp[2] = (uint8_t)(port >> 8);
	tcp[3] = (uint8_t)port;
	memcpy(tcp + 4, &seq, 4);
	tcp[12] = 5 << 4;
	tcp[13] = 2;
	tcp[14] = 0xfa;
	s = fold(sum(sum(IPPROTO_TCP + 20, from, 2 * size), tcp, 20));
	tcp[16] = (uint8_t)(s >> 8);
	tcp[17] = (uint8_t)s;
	return head + 20;
}

static int parse(char *list)
{
	char *word;

	for (word = strtok(list, ","); word && n_sources < SOURCES; word = strtok(NULL, ",")) {
		char *slash = strchr(word, '/');
		int f = strchr(word, ':') ? AF_INET6 : AF_INET;

		if (slash)
			*slash = 0;
		if (inet_pton(f, word, sources[n_sources].bytes) != 1 || (family && f != family))
			return 0;
		family = f;
		sources[n_sources++].len = slash ? (unsigned)atoi(slash + 1) : 128;
	}
	return n_sources;
}

static void on_term(int n)
{
	(void)n;
	ended = 1;
}

static double now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	struct sockaddr_in to4 = { .sin_family = AF_INET };
	struct sockaddr_in6 to6 = { .sin6_family = AF_INET6 };
	uint8_t to[16], packet[64];
	const int on = 1;
	double rate, start, passed;
	long count, i;
	int fd;

	if (argc != 6 || if_nametoindex("eth0") || !parse(argv[1]) ||
		inet_pton(family, argv[2], to) != 1) {
		fprintf(stderr, "flood: usage, or not in a namespace of its own\n");
		return 2;
	}
	rate = atof(argv[4]);
	count = atol(argv[5]);
	start = now(CLOCK_MONOTONIC);
	state = (uint64_t)(start * 1e9) * 2654435761u + (uint64_t)getpid() + 1;
	memcpy(&to4.sin_addr, to, 4);
	memcpy(&to6.sin6_addr, to, 16);
	fd = socket(family, SOCK_RAW, IPPROTO_RAW);
	if (fd < 0 || (family == AF_INET6 &&
			      setsockopt(fd, IPPROTO_IPV6, V6_HDRINCL, &on, sizeof(on)) < 0)) {
		perror("flood: socket");
		return 2;
	}
	signal(SIGTERM, on_term);
	printf("%.3f\n", now(CLOCK_REALTIME));
	fflush(stdout);
	start = now(CLOCK_MONOTONIC);
	for (i = 0; i < count && !ended; i++) {
		size_t len = build(packet, to, (uint16_t)atoi(argv[3]), (int)(i % n_sources));
		const struct sockaddr *a = family == AF_INET ? (void *)&to4 : (void *)&to6;

		sendto(fd, packet, len, 0, a, family == AF_INET ? sizeof(to4) : sizeof(to6));
		while (!ended && (now(CLOCK_MONOTONIC) - start) * rate < (double)(i + 1))
			usleep(200);
	}
	passed = now(CLOCK_MONOTONIC) - start;
	if (passed * rate > (double)i * 1.1 + 1)
		puts("slow");
	return 0;
}
