/* seed - secrets of this run, so that nobody can choose what collides. */
#include "platform/platform.h"

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	NONBLOCK = 1, /* GRND_NONBLOCK of include/uapi/linux/random.h */
};

void os_seed(uint8_t seed[16])
{
	/* Soon after its start a kernel has no secrets yet. */
	uint64_t words[2] = { os_now(), (uint64_t)(uintptr_t)&words };

	memcpy(seed, words, sizeof(words));
	syscall(SYS_getrandom, seed, sizeof(words), NONBLOCK);
}
