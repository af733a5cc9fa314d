/* addr - an IPv4 or IPv6 address as a value. */
#ifndef CORE_ADDR_H
#define CORE_ADDR_H

#include "core/fmt.h"
#include "core/scan.h"

#include <stdbool.h>
#include <stdint.h>

enum addr_family {
	ADDR_IPV4 = 4,
	ADDR_IPV6 = 6,
};

/* Network byte order. An IPv4 address uses the first four bytes, the others are 0. */
struct addr {
	uint8_t family;
	uint8_t bytes[16];
};

/* Addresses that share their first `len` bits; the others of `addr` are 0. */
struct addr_prefix {
	struct addr addr;
	uint8_t len;
};

/* The byte order of the machine that wrote a /proc file. */
enum byte_order {
	LITTLE_ENDIAN_HOST,
	BIG_ENDIAN_HOST,
};

enum {
	ADDR_TEXT = 45, /* bytes of the longest address that addr_fmt writes */
};

/* The byte order of the machine that this program runs on. */
enum byte_order addr_host_order(void);

/*
 * An address as /proc/net/tcp and its like print it: one (IPv4) or four (IPv6) words of exactly
 * eight hexadecimal digits, each the 32 bits as `order` holds them in memory.
 * Documentation/networking/proc_net_tcp.rst.
 */
struct addr addr_scan_hex(struct scan *s, enum addr_family family, enum byte_order order);

/* An address in text form, as an sctp table of /proc holds it; at most ADDR_TEXT bytes. */
struct addr addr_scan_text(struct scan *s);

/* 0.0.0.0 or :: */
bool addr_is_any(const struct addr *a);

/* An IPv6 address of ::ffff:0:0/96, which stands for an IPv4 one. */
bool addr_is_mapped(const struct addr *a);

/* The IPv4 address that a mapped one stands for; any other as it is. */
struct addr addr_unmapped(const struct addr *a);

/* Bits of an address of this family. */
unsigned addr_bits(enum addr_family family);

/* All bits but the first `len` are 0 then. */
void addr_mask(struct addr *a, unsigned len);

/* Same family, and the first `len` bits are the same. */
bool addr_has_prefix(const struct addr *a, const struct addr *prefix, unsigned len);

/*
 * Dotted decimal; IPv6 as glibc's inet_ntop writes it (RFC 5952, but ::192.0.2.1 for
 * ::c000:201), an IPv4-mapped one as plain IPv4. At most ADDR_TEXT bytes.
 */
void addr_fmt(struct fmt *f, const struct addr *a);

#endif
