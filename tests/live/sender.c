/* sender - frames at a steady rate, a bounded time: sender SECONDS FRAMES-A-SECOND BYTES IFACE...
 * BYTES is with the 14 of the Ethernet header. All are for everybody, and of a protocol of nobody. */
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define PROTOCOL 0x88b5 /* for experiments of one's own */
#define SECOND 1000000000ll

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * SECOND + t.tv_nsec;
}

static void sleep_until(long long due)
{
	struct timespec t = { due / SECOND, due % SECOND };

	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

int main(int argc, char **argv)
{
	static unsigned char frame[65536];
	double seconds = argc > 4 ? atof(argv[1]) : 0, rate = argc > 4 ? atof(argv[2]) : 0;
	int bytes = argc > 4 ? atoi(argv[3]) : 0, fd, i;
	long long start, end, frames, n;

	if (seconds <= 0 || seconds > 60 || rate <= 0 || bytes < 14 || bytes > (int)sizeof frame) {
		fputs("usage: sender SECONDS FRAMES-A-SECOND BYTES IFACE...\n", stderr);
		return 2;
	}
	fd = socket(AF_PACKET, SOCK_RAW, 0);
	if (fd < 0) {
		perror("sender");
		return 1;
	}
	memset(frame, 0xff, 6);
	frame[6] = 2;
	frame[12] = PROTOCOL >> 8;
	frame[13] = PROTOCOL & 0xff;
	frames = (long long)(seconds * rate);
	start = now();
	end = start + (long long)(seconds * SECOND);
	for (n = 0; n < frames; n++) {
		long long due = start + (long long)((double)n * (double)SECOND / rate), late;

		sleep_until(due);
		late = now() - due;
		if (due + late > end)
			break;
		/* What a busy machine kept it from sending is not made up for: that were a burst. */
		if (late > SECOND / 50)
			start += late;
		for (i = 4; i < argc; i++) {
			struct sockaddr_ll to = {
				.sll_family = AF_PACKET,
				.sll_protocol = PROTOCOL >> 8 | (PROTOCOL & 0xff) << 8,
				.sll_ifindex = (int)if_nametoindex(argv[i]),
			};

			/* One that is gone or down at the moment gets none. */
			sendto(fd, frame, (size_t)bytes, 0, (struct sockaddr *)&to, sizeof to);
		}
	}
	return 0;
}
