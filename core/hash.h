/* hash - a hash with a secret, so that nobody can choose keys that collide. */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include <stddef.h>
#include <stdint.h>

enum {
	HASH_SEED = 16, /* bytes of the secret */
	HASH_KEY = 24,	/* bytes of the longest key */
};

struct hash {
	uint64_t factors[HASH_KEY / 4 + 1];
};

/* A hash function chosen by a secret, which is random bytes. */
struct hash hash_open(const uint8_t seed[HASH_SEED]);

/*
 * 32 bits of a key; of two keys of one length the chance that any bits collide is that of chance
 * (Dietzfelbinger's multiply-shift for vectors). `len` is a multiple of 4 and at most HASH_KEY.
 */
uint32_t hash_key(const struct hash *h, const void *key, size_t len);

#endif
