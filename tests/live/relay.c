/* relay - a slow and lossy line between two network namespaces.
 *
 *	relay PID DELAY LOSS
 *
 * Makes the TUN device far0 in its own namespace and in that of a process, and carries what goes
 * into one out of the other DELAY ms later; LOSS per cent of the packets, by chance, never. Says
 * `ready` when both are there. Refuses to run where there is eth0.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
	PACKET = 2048,
	WAITING = 16384, /* packets on their way */
};

static struct packet {
	double due;
	int to;
	ssize_t len;
	char bytes[PACKET];
} waiting[WAITING];

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int device(void)
{
	struct ifreq r = { .ifr_name = "far0", .ifr_flags = IFF_TUN | IFF_NO_PI };
	int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);

	return fd < 0 || if_nametoindex("eth0") || ioctl(fd, TUNSETIFF, &r) < 0 ? -1 : fd;
}

int main(int argc, char **argv)
{
	struct pollfd p[2] = { { .events = POLLIN }, { .events = POLLIN } };
	double delay = argc > 2 ? atof(argv[2]) : 0, loss = argc > 3 ? atof(argv[3]) : 0;
	unsigned first = 0, used = 0;
	char path[64];
	int i, net;

	snprintf(path, sizeof(path), "/proc/%s/ns/net", argc > 3 ? argv[1] : "");
	net = open(path, O_RDONLY | O_CLOEXEC);
	p[0].fd = device();
	if (net < 0 || p[0].fd < 0 || setns(net, CLONE_NEWNET) < 0 || (p[1].fd = device()) < 0) {
		perror("relay: PID DELAY LOSS");
		return 2;
	}
	puts("ready");
	fflush(stdout);
	srand48(getpid());
	for (;;) {
		poll(p, 2, used ? 1 : -1);
		for (i = 0; i < 2; i++)
			while (used < WAITING) {
				struct packet *it = &waiting[(first + used) % WAITING];

				it->len = read(p[i].fd, it->bytes, PACKET);
				if (it->len <= 0)
					break;
				if (drand48() * 100 < loss)
					continue;
				it->due = now() + delay;
				it->to = p[!i].fd;
				used++;
			}
		while (used && waiting[first].due <= now()) {
			if (write(waiting[first].to, waiting[first].bytes,
				    (size_t)waiting[first].len) < 0)
				usleep(10); /* it is down: lost */
			first = (first + 1) % WAITING;
			used--;
		}
	}
}
