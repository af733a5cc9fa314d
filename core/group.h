/* group - one multicast group of an interface: the lines of /proc/net/igmp and igmp6. */
#ifndef CORE_GROUP_H
#define CORE_GROUP_H

#include "core/addr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	GROUP_NAME = 64,   /* bytes of the longest interface name that is read; kernels give 15 */
	GROUP_QUERIER = 8, /* the same of `V3` */
};

struct group {
	struct addr addr;
	uint32_t index; /* of the interface; 0 on some kernels */
	uint32_t users;
	uint64_t timer;	 /* USER_HZ ticks until a report is sent, a hundredth of a second each */
	bool is_running; /* that timer */
	uint8_t name_len;
	uint8_t querier_len; /* 0: IPv6 has none */
	char name[GROUP_NAME];
	char querier[GROUP_QUERIER];
};

enum group_line {
	GROUP_MALFORMED,
	GROUP_NONE, /* a heading, or an interface whose groups follow */
	GROUP_READ,
};

/*
 * One line of /proc/net/igmp, without its newline; `whole` is false for a last line that had none,
 * which may have lost digits. All zero at first, *g keeps the interface for the lines of its groups
 * that follow; behind a malformed line they belong to none, and are malformed. net/ipv4/igmp.c of
 * the kernel.
 */
enum group_line group_parse_igmp(struct group *g, enum byte_order order, const char *line,
	size_t len, bool whole);

/* The same for /proc/net/igmp6, which has interface and group in one line. net/ipv6/mcast.c. */
enum group_line group_parse_igmp6(struct group *g, const char *line, size_t len, bool whole);

#endif
