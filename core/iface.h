/* iface - an interface: its record, the lines of /proc/net/dev, its flags in words. */
#ifndef CORE_IFACE_H
#define CORE_IFACE_H

#include "core/fmt.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	IFACE_NAME = 32,     /* bytes of a name; the kernel allows 15 */
	IFACE_HARDWARE = 32, /* bytes of a hardware address */
	IFACE_COLUMNS = 24,  /* numbers of a line of /proc/net/dev that are read */
};

/* Numbers of an interface: the counters in the order of today's columns of /proc/net/dev, others. */
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
	IFACE_TX_COMPRESSED,
	IFACE_COUNTERS,
	IFACE_FLAGS = IFACE_COUNTERS, /* IFF_*, as SIOCGIFFLAGS gives them: 16 bits */
	IFACE_MTU,
	IFACE_QUEUE, /* packets that wait at most */
	IFACE_IRQ,
	IFACE_BASE, /* an I/O port */
	IFACE_MEM_START,
	IFACE_MEM_END,
	IFACE_DMA,
	IFACE_VALUES,
};

/* Of the flags, those that decide what is shown; include/uapi/linux/if.h. */
enum {
	IFACE_UP = 1 << 0,
	IFACE_BROADCAST = 1 << 1,
	IFACE_POINT_TO_POINT = 1 << 4,
};

struct iface {
	char name[IFACE_NAME]; /* untrusted */
	uint8_t name_len;
	bool alias;	      /* the name is a label of an address */
	uint8_t hardware_len; /* 0: no address */
	uint8_t hardware[IFACE_HARDWARE];
	uint16_t type;	/* ARPHRD_* */
	uint32_t index; /* 0: not known */
	uint32_t known; /* a bit (1 << enum iface_value) each; FLAGS: hardware and type, too */
	uint64_t value[IFACE_VALUES];
};

bool iface_knows(const struct iface *i, enum iface_value n);
void iface_set(struct iface *i, enum iface_value n, uint64_t value);

/* What the numbers of a line mean: enum iface_value, or IFACE_COUNTERS for none of them. */
struct iface_columns {
	uint8_t value[IFACE_COLUMNS];
	uint8_t count;
};

/* Reads a heading of /proc/net/dev, of which the last one holds the columns. False: it is none. */
bool iface_heading(struct iface_columns *c, const char *line, size_t len);

/*
 * One line below the heading, without its newline. The last number of a line that was cut short
 * (`whole` is false) is not known. False: malformed. dev_seq_printf_stats of net/core/net-procfs.c
 * of the kernel.
 */
bool iface_parse(struct iface *i, const struct iface_columns *c, const char *line, size_t len,
	bool whole);

/* A letter for each flag, or `[NO FLAGS]`: the column Flg of netstat -i. At most 14 bytes. */
void iface_fmt_letters(struct fmt *f, uint64_t flags);

/* A word for each flag, with `between` between them. */
void iface_fmt_words(struct fmt *f, uint64_t flags, const char *between);

/* 5 bytes as `5.0 B`, 10021 as `9.7 KiB`, cut and not rounded. */
void iface_fmt_size(struct fmt *f, uint64_t n);

/* ---- hardware.c ---- */

/* How an address of some type of hardware is written. */
struct iface_hardware {
	const char *name;  /* `ether` */
	const char *title; /* `Ethernet` */
	uint8_t bytes;	   /* that are shown; 0: none */
	char between;	   /* a byte and the next; 0: nothing */
};

/* The hardware of an ARPHRD_* number; of one without a name of its own it is UNSPEC, 16 bytes. */
struct iface_hardware iface_hardware(uint16_t type);

#endif
