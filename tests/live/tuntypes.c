/* tuntypes - tap devices t1, t772... of the hardware types given, until its input ends:
 * tuntypes TYPE... */
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	char byte;
	int i;

	for (i = 1; i < argc; i++) {
		struct ifreq q = { .ifr_flags = IFF_TAP | IFF_NO_PI };
		int fd = open("/dev/net/tun", O_RDWR);

		snprintf(q.ifr_name, sizeof(q.ifr_name), "t%s", argv[i]);
		if (fd < 0 || ioctl(fd, TUNSETIFF, &q) < 0 ||
			ioctl(fd, TUNSETLINK, atoi(argv[i])) < 0) {
			perror(argv[i]);
			return 1;
		}
	}
	puts("ready");
	fflush(stdout);
	while (read(0, &byte, 1) > 0)
		;
	return 0;
}
