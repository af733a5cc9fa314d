/* route - what showing and changing routes share. */
#ifndef ROUTE_ROUTE_H
#define ROUTE_ROUTE_H

#include "applets/routes.h"
#include "build/config.h"
#include "core/applet.h"

/* The bits of struct args. */
enum {
	NUMERIC = 1 << 0,
	EXTEND = 1 << 1,
	VERBOSE = 1 << 2,
	IPV4 = 1 << 3,
	IPV6 = 1 << 4,
	FAMILY = 1 << 5,
	JSON = ENABLE_JSON << 6,
	TABLE = ENABLE_NETLINK << 7,
	NETNS = ENABLE_NETNS << 8,
	CACHE = 1 << 9,
	FIB = 1 << 10,
	SYMBOLIC = 1 << 11,
};

enum {
	STATUS_REFUSED = 1, /* by the kernel, or there is no such route */
};

/* A line on stderr and another that points at --help; gives STATUS_USAGE. `value` may be NULL. */
int route_usage(const char *word, const char *value, const char *reason);

enum route_action {
	ROUTE_ADD,
	ROUTE_DEL,
	ROUTE_REPLACE,
};

/* What the words of the command line ask for. */
struct change {
	enum route_action action;
	const char *target; /* as it was given */
	unsigned given;	    /* the bits below */
	bool blackhole;
	bool reject;
	struct route route; /* with the index of the interface */
};

/* What was said of a route, and so has to match where one is deleted. */
enum {
	GIVEN_GATEWAY = 1 << 0,
	GIVEN_METRIC = 1 << 1,
	GIVEN_MSS = 1 << 2,
	GIVEN_WINDOW = 1 << 3,
	GIVEN_IRTT = 1 << 4,
	GIVEN_IFACE = 1 << 5,
	GIVEN_NETMASK = 1 << 6,
	GIVEN_NET = 1 << 7,
	GIVEN_HOST = 1 << 8,
	GIVEN_TYPE = 1 << 9,
	GIVEN_TARGET = 1 << 10,
};

/*
 * Reads the words behind the options; `set` are the bits above. Gives an exit status, after a line
 * about what cannot be.
 */
int route_read(struct change *c, const struct args *a, uint64_t set);

/* Does what the words say; gives an exit status. */
int route_change(const struct args *a, uint64_t set);

#endif
