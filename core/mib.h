/* mib - named counters: the lines of /proc/net/{snmp,netstat,snmp6} and /proc/net/sctp/snmp. */
#ifndef CORE_MIB_H
#define CORE_MIB_H

#include "core/fmt.h"
#include "core/scan.h"

enum {
	MIB_LINE = 16 * 1024, /* bytes of the longest line of names */
	MIB_NAME = 256,	      /* bytes of the longest name, and of a group's */
};

/* A counter; behind its group's name, its own is what nstat calls it. */
struct mib {
	const char *name; /* points into the file's lines */
	size_t name_len;
	uint64_t n;    /* two's complement when it is below 0 */
	bool negative; /* below 0, to -2^63 */
	bool known;    /* false: the file ends in the value, which may have lost digits */
};

/* Names and as many values, to be walked by mib_next. */
struct mib_walk {
	struct scan names, values;
};

/* What is known of a file between two lines; all zero at first. */
struct mib_file {
	const char *group; /* of the line just read; points into the file's lines */
	size_t group_len;
	struct mib_walk walk;
	bool whole;
	size_t len; /* of the names that wait for their values */
	char line[MIB_LINE];
};

enum mib_says {
	MIB_NOTHING,  /* no counter: names, whose values follow, or an empty line */
	MIB_COUNTERS, /* mib_next gives them */
	MIB_BROKEN, /* `group` has no values, or not as many as names; this line is still to be read */
	MIB_BAD,    /* not understood */
};

/*
 * Reads the next line, without its newline (`whole`: it had one); an empty one behind the last.
 * Two lines that begin with a group and a colon are a pair: names, then values, which are decimal
 * numbers from -2^63 to 2^64-1. Any other line is one name and one value; the name's beginning up
 * to its first 6, or else its first four bytes, are the group (Ip6, Sctp). What is longer than it
 * may be is not understood. Documentation/networking/snmp_counter.rst.
 */
enum mib_says mib_read(struct mib_file *m, const char *line, size_t len, bool whole);

/* The next counter of the line just read. */
bool mib_next(struct mib_file *m, struct mib *c);

/* Appends a value that is known: FMT_U64 bytes and a sign. */
void mib_fmt(struct fmt *f, const struct mib *c);

/*
 * Appends the change per second from one value to another, whole or with one decimal: FMT_U64
 * bytes and three more. A change by 2^63 or more is one the other way, as when a counter begins
 * again. False, and nothing appended, when the result is about 2^64 or more.
 */
bool mib_fmt_rate(struct fmt *f, uint64_t before, uint64_t now, uint64_t nanoseconds);

#endif
