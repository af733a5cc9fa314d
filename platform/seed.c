/* seed - secrets of this run, so that nobody can choose what collides. */
#include "platform/platform.h"

#include <string.h>
#include <sys/auxv.h>

void os_seed(uint8_t seed[16])
{
	static uint64_t calls;
	const void *random = (const void *)getauxval(AT_RANDOM);
	uint64_t words[2] = { 0 };
	uint64_t now = os_now();

	if (random)
		memcpy(words, random, sizeof(words));
	/* An emulator may give no random bytes. */
	calls += UINT64_C(0xd1342543de82ef95);
	words[0] += calls ^ now;
	words[1] += calls ^ (uint64_t)(uintptr_t)&now;
	memcpy(seed, words, sizeof(words));
}
