/* hash - a hash with a secret, so that nobody can choose keys that collide. */
#include "core/hash.h"

#include <string.h>

struct hash hash_open(const uint8_t seed[HASH_SEED])
{
	struct hash h;
	uint64_t state[2];
	size_t i;

	memcpy(state, seed, sizeof(state));
	for (i = 0; i < sizeof(h.factors) / sizeof(*h.factors); i++) {
		/* splitmix64, of both halves in turn */
		uint64_t z = state[i % 2] += UINT64_C(0x9e3779b97f4a7c15);

		z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
		z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
		h.factors[i] = z ^ z >> 31;
	}
	return h;
}

uint32_t hash_key(const struct hash *h, const void *key, size_t len)
{
	uint64_t sum = h->factors[0];
	size_t i;

	for (i = 0; i < len / 4; i++) {
		uint32_t word;

		memcpy(&word, (const uint8_t *)key + 4 * i, sizeof(word));
		sum += h->factors[i + 1] * word;
	}
	return (uint32_t)(sum >> 32);
}
