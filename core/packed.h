/* packed - texts for people, in which one byte may stand for a pair of bytes. */
#ifndef CORE_PACKED_H
#define CORE_PACKED_H

#include "core/fmt.h"

/*
 * Marks literals for people to read: the build packs them (core/pack.awk, core/pairs.h). Where that
 * is not done they are just as they stand. Only these two functions write what they mean; they are ASCII
 * without control bytes but for tab and newline, and nothing untrusted may be mixed with them.
 */
#define PACKED(text) u8"" text ""

/* Appends a text that is packed, or is plain ASCII. */
void packed_fmt(struct fmt *f, const char *text);

/* The same for `len` bytes, which may hold several texts and NULs between them. */
void packed_mem(struct fmt *f, const char *texts, size_t len);

#endif
