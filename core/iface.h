/* iface - an interface: its record, the lines of /proc/net/dev, its flags in words. */
#ifndef CORE_IFACE_H
#define CORE_IFACE_H

#include "core/fmt.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	IFACE_NAME = 16,     /* bytes of a name; the kernel allows 15 */
	IFACE_HARDWARE = 32, /* bytes of a hardware address */
};

/* Numbers of an interface: the counters in the order of the columns of /proc/net/dev, others. */
enum iface_value {
	IFACE_RX_BYTES,
	IFACE_RX_PACKETS,
	IFACE_RX_ERRORS,
	IFACE_RX_DROPPED,
	IFACE_RX_FIFO,
	IFACE_RX_FRAME,
	IFACE_RX_COMPRESSED,
	IFACE_RX_MULTICAST,
	IFACE_TX_BYTES,
	IFACE_TX_PACKETS,
	IFACE_TX_ERRORS,
	IFACE_TX_DROPPED,
	IFACE_TX_FIFO,
	IFACE_TX_COLLISIONS,
	IFACE_TX_CARRIER,
	IFACE_COUNTERS,
	IFACE_FLAGS = IFACE_COUNTERS, /* IFF_*, 16 bits */
	IFACE_MTU,
	IFACE_QUEUE, /* packets that wait at most */
	IFACE_VALUES,
	IFACE_KNOWS_COUNTERS = (1 << IFACE_COUNTERS) - 1,
};

/* Of the flags, those that decide what is shown; include/uapi/linux/if.h. */
enum {
	IFACE_UP = 1 << 0,
	IFACE_BROADCAST = 1 << 1,
	IFACE_LOOPBACK = 1 << 3,
	IFACE_POINT_TO_POINT = 1 << 4,
};

enum {
	IFACE_ETHER = 1, /* of ARPHRD_* */
	IFACE_LOOPBACK_TYPE = 772,
};

struct iface {
	char name[IFACE_NAME]; /* untrusted; 0 behind its end */
	uint8_t name_len;
	uint8_t hardware_len; /* 0: no address */
	uint8_t hardware[IFACE_HARDWARE];
	bool physical; /* there is hardware behind it, and nothing that counts the same bytes again */
	uint16_t type;	/* ARPHRD_* */
	uint32_t index; /* 0: not known */
	uint32_t
		known; /* a bit (1 << enum iface_value) each; FLAGS: hardware, physical, type, too */
	uint64_t value[IFACE_VALUES];
};

bool iface_knows(const struct iface *i, enum iface_value n);
void iface_set(struct iface *i, enum iface_value n, uint64_t value);

/* Sets the name. False: none, or one that is too long. */
bool iface_set_name(struct iface *i, const char *name, size_t len);

/*
 * One line below the headings, without its newline; of one that was cut short behind all that is
 * read nothing is lost. `columns`: the bits of the counters that the file has. False: malformed.
 * dev_seq_printf_stats of net/core/net-procfs.c of the kernel.
 */
bool iface_parse(struct iface *i, const char *line, size_t len, uint32_t columns);

/*
 * True for a line that is a heading and no interface. The second one says which counters the file
 * has: Linux 2.0 had no bytes, 2.1 neither compressed packets nor multicast.
 */
bool iface_heading(const char *line, size_t len, uint32_t *columns);

/*
 * How much a counter has grown, in `delta`. A step back of a counter of 32 bits is a wrap if that
 * means at most `limit`; else it has been reset: false.
 */
bool iface_grown(uint64_t before, uint64_t now, uint64_t limit, uint64_t *delta);

/* `delta` in `ns` nanoseconds as hundredths a second, rounded; UINT64_MAX for what is above. */
uint64_t iface_rate(uint64_t delta, uint64_t ns);

/* A letter for each flag, or `[NO FLAGS]`: the column Flg of netstat -i. At most 14 bytes. */
void iface_fmt_letters(struct fmt *f, uint64_t flags);

/* A word for each flag, with commas between them. */
void iface_fmt_words(struct fmt *f, uint64_t flags);

/* The same for what /proc/net/if_inet6 has as the scope of an address. */
void iface_fmt_scope(struct fmt *f, unsigned scope);

/* 5 bytes as `5.0 B`, 10021 as `9.7 KiB`, cut and not rounded. */
void iface_fmt_size(struct fmt *f, uint64_t n);

/* A word for an ARPHRD_* number and, behind its NUL, a title; `unspec` for one without a name. */
const char *iface_hardware(uint16_t type);

#endif
