/* ifstat - what the files of this applet share: its options, the ports, one sample of them. */
#ifndef APPLETS_IFSTAT_IFSTAT_H
#define APPLETS_IFSTAT_IFSTAT_H

#include "core/applet.h"
#include "core/json.h"

#include "build/config.h"
#include "core/iface.h"
#include "platform/platform.h"

enum {
	ALL = 1 << 0,
	LOOPBACK = 1 << 1,
	ACTIVE = 1 << 2,
	ONLY = 1 << 3,
	NO_HEADINGS = 1 << 4,
	TIME = 1 << 5,
	TOTAL = 1 << 6,
	FIXED = 1 << 7,
	WRAP = 1 << 8,
	ONE_LINE = 1 << 9,
	BITS = 1 << 10,
	QUIET = 1 << 11,
	PACKETS = 1 << 12,
	ERRORS = 1 << 13,
	SINCE_BOOT = 1 << 14,
	PHYSICAL = 1 << 15,
	JSON = ENABLE_JSON << 16,
	PROMETHEUS = ENABLE_IFSTAT_PROMETHEUS << 17,
	NETNS = ENABLE_NETNS << 18,
};

enum {
	PORTS = 16384, /* interfaces that are told apart */
	VALUES = 8,    /* in and out: bytes, packets, errors, drops */
	/* Samples after which a column without an interface goes with the next heading, or of itself. */
	PATIENCE = 60,
	LONG_PATIENCE = 3600,
};

/* An interface that is there, or that has a column and was or may be there. */
struct port {
	char name[IFACE_NAME]; /* untrusted */
	uint8_t name_len;
	bool wanted;	/* by the options, but for -z */
	bool shown;	/* has a column */
	bool titled;	/* which is in the heading */
	bool based;	/* `before` is of the same interface */
	bool asked;	/* for its name */
	bool fresh;	/* the name, and no other's column has been looked for */
	unsigned gone;	/* samples without it */
	uint32_t index; /* 0: gone, or not known */
	uint32_t look;	/* the last one that found it */
	uint32_t known; /* of the counters, as in struct iface; then those of `before` */
	uint32_t was_known;
	uint64_t now[IFACE_COUNTERS];
	uint64_t before[IFACE_COUNTERS];
};

/* What is shown of one sample of a port. */
struct sample {
	enum {
		SAMPLE_NONE,  /* it is not there */
		SAMPLE_FIRST, /* nothing to compare it with */
		SAMPLE_RESET, /* its counters have begun anew */
		SAMPLE_FINE,
	} state;
	uint8_t known;		 /* a bit for each of the values */
	uint64_t values[VALUES]; /* growth, or with SINCE_BOOT the counters */
};

/* ---- ports.c ---- */

/* Adds the names of a list of -i; false for one that cannot be an interface's. */
bool ports_ask_for(const char *list);

/*
 * Reads all of them. A status. When that takes `slow` nanoseconds longer than the time before, which
 * are lost to the truth of rates, again.
 */
int ports_look(uint64_t set, uint64_t slow);

/* os_now() when that began. */
uint64_t ports_time(void);

/* The first port that is shown, and the next; NULL behind the last. */
const struct port *ports_next(const struct port *p);

bool ports_is_gone(const struct port *p);

/* What it did in `ns` nanoseconds. */
void ports_sample(const struct port *p, uint64_t set, uint64_t ns, struct sample *s);

/* Adds what can be added. */
void ports_add(struct sample *total, const struct sample *s);

/* From now on samples are compared with this one. Forgets those that are gone for longer. */
void ports_settle(unsigned patience);

/* Whether the last heading is not that of the columns any more. */
bool ports_have_changed(void);

/* Forgets those that are gone for long, and takes all columns as being in the heading. */
void ports_titled(void);

/* Whether they come from netlink. */
bool ports_by_netlink(void);

/* ---- text.c ---- */

enum text_part {
	NAMES,
	UNITS,
	SAMPLES,
};

/* The lines, each in rows of the screen where it wraps. */
struct text {
	uint64_t set; /* the options */
	uint64_t ns;  /* that a sample took */
	unsigned screen_rows, screen_columns;
	unsigned cell;	/* bytes of one */
	unsigned group; /* bytes of all cells of an interface */
	unsigned left;	/* samples until the next heading */
	int limit;	/* bytes of a row */
	unsigned used;
	unsigned rows;
	enum text_part part;
	bool terminal;
	bool wraps;
	bool open;	  /* the next sample overwrites this one */
	ptrdiff_t length; /* of the one before, in bytes */
	struct sample sample, total;
	struct port all; /* the column of -T */
};

/* All zero at first. */
void text_open(struct text *t, uint64_t set);

/* Before a sample: the heading, when it is due. */
void text_heading(struct text *t);

/* A line for a sample of `ns` nanoseconds. */
void text_sample(struct text *t, uint64_t ns);

/* Ends the line that samples share on a terminal. */
void text_end(const struct text *t);

/* ---- export.c ---- */

/* A sample of `ns` nanoseconds as an object, on a line. */
void export_json(uint64_t set, uint64_t ns);

/* All counters, in the text exposition format. */
void export_prometheus(void);

#endif
