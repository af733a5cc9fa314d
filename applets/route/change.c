/* change - route add, del and replace: finding the route, changing it, and saying why not. */
#include "route.h"

#include "core/rt.h"

#include <errno.h>
#include <string.h>

static struct os_routes routes; /* too large for a small stack */

/* What is known of a refusal that the kernel says nothing about. */
static const char *explain(int error)
{
	switch (error) {
	case EEXIST:
		return PACKED("a route to it with this metric is there");
	case ENETUNREACH:
	case EHOSTUNREACH:
		return PACKED("no network of this machine has that gateway");
	case ENETDOWN:
		return PACKED("the interface is down");
	case EPERM:
	case EACCES:
		return PACKED("only root may change routes");
	case ENODEV:
		return PACKED("there is no such interface");
	default:
		return "";
	}
}

/* `route: add TARGET: REASON (WORDS)`, the kernel's; without an error the words are our own. */
static int refused(const struct change *c, int error, const char *words)
{
	static const char *const actions[] = { "add ", "del ", "replace " };
	char text[256 + OS_REASON + OS_REFUSAL + 4], buf[OS_REASON];
	struct fmt f = fmt_open(text, sizeof(text) - 1);

	fmt_str(&f, actions[c->action]);
	fmt_text(&f, c->target, strlen(c->target), 240);
	fmt_str(&f, ": ");
	if (error) {
		const char *hint = explain(error);

		packed_fmt(&f, os_reason(buf, error));
		fmt_str(&f, *words || *hint ? " (" : "");
		if (*words)
			fmt_text(&f, words, strlen(words), SIZE_MAX);
		else
			packed_fmt(&f, hint);
		fmt_str(&f, *words || *hint ? ")" : "");
	} else {
		packed_fmt(&f, words);
	}
	*f.at = 0;
	os_complain_of(text, NULL);
	return STATUS_REFUSED;
}

/* Goes to the next hop that is the one that was named. False: none is. */
static bool hop_matches(const struct change *c, struct route *hop)
{
	const struct route *want = &c->route;

	do {
		if (!hop->oif && *hop->iface)
			os_iface_index(hop->iface, &hop->oif);
		if ((!(c->given & GIVEN_GATEWAY) ||
			    memcmp(&hop->via, &want->via, sizeof(hop->via)) == 0) &&
			(!(c->given & GIVEN_IFACE) || hop->oif == want->oif))
			return true;
	} while (rt_next_hop(hop));
	return false;
}

/* Rows of the file that stand for no route of the table main; and routes that no words can name. */
static bool is_no_route(const struct route *r)
{
	return r->flags & (ROUTE_CACHE | ROUTE_OF_LOCAL | ROUTE_ANYCAST) || r->from_len ||
	       (!(r->known & ROUTE_KNOWS_ORIGIN) && r->to.family == ADDR_IPV6 &&
		       r->metric == UINT32_MAX && r->flags & ROUTE_REJECT);
}

static bool type_matches(const struct change *c, const struct route *r)
{
	if (c->reject)
		return r->flags & ROUTE_REJECT;
	/* The file does not tell which kind of IPv6 route leads nowhere. */
	return !c->blackhole || r->type == ROUTE_BLACKHOLE ||
	       (!r->type && r->flags & ROUTE_REJECT && r->to.family == ADDR_IPV6);
}

/* Whether all that was said is true of a route. */
static bool matches(const struct change *c, const struct route *r)
{
	const struct route *want = &c->route;
	struct route hop = *r;

	return memcmp(&r->to, &want->to, sizeof(r->to)) == 0 && r->to_len == want->to_len &&
	       !is_no_route(r) && (!(c->given & GIVEN_METRIC) || r->metric == want->metric) &&
	       (!(c->given & GIVEN_MSS) ||
		       (r->mss == want->mss &&
			       r->metrics[ROUTE_MTU] == want->metrics[ROUTE_MTU])) &&
	       (!(c->given & GIVEN_WINDOW) ||
		       r->metrics[ROUTE_WINDOW] == want->metrics[ROUTE_WINDOW]) &&
	       (!(c->given & GIVEN_IRTT) || r->irtt == want->irtt) && type_matches(c, r) &&
	       hop_matches(c, &hop);
}

/* A route that was found, and the message that told of it. */
struct found {
	unsigned count;
	unsigned hops; /* of the first */
	struct route first;
	size_t len;
	uint8_t message[OS_ROUTE_MESSAGE];
};

static int open_routes(const struct change *c)
{
	return os_routes_open(&routes, c->route.to.family, ROUTE_MAIN,
		ENABLE_NETLINK ? OS_ROUTES_EITHER : OS_ROUTES_FILE);
}

static int find(const struct change *c, struct found *found)
{
	struct route r;
	int result = open_routes(c);

	found->count = 0;
	if (result < 0)
		return result;
	while ((result = os_routes_next(&routes, &r)) > 0) {
		if (!matches(c, &r) || found->count++)
			continue;
		found->first = r;
		found->len = found->hops = 0;
		if (routes.netlink && routes.last.len <= sizeof(found->message)) {
			found->len = routes.last.len;
			memcpy(found->message, routes.last.body, found->len);
		}
		/* Its next hops are to be found where they will be looked at. */
		if (found->len && r.hops.at) {
			found->first.hops.at = found->message + (r.hops.at - routes.last.body);
			found->first.hops.end = found->message + (r.hops.end - routes.last.body);
		}
		do
			found->hops++;
		while (rt_next_hop(&r));
	}
	os_routes_close(&routes, 0);
	return result == -EINTR || result == -ENOENT ? 0 : result;
}

/* The rows of all routes that match. */
static void show(const struct change *c, unsigned extended)
{
	const struct routes view = { .extended = extended };
	struct route r;
	int result = open_routes(c);

	while (result >= 0 && (result = os_routes_next(&routes, &r)) > 0)
		if (matches(c, &r))
			routes_row(&view, &routes, &r);
	os_routes_close(&routes, 0);
}

static int del(const struct change *c)
{
	static struct found found;
	char words[OS_REFUSAL] = "";
	struct route hop;
	int r = find(c, &found);

	if (r < 0)
		return refused(c, -r, "");
	if (!found.count)
		return refused(c, 0, PACKED("there is no such route"));
	if (found.count > 1) {
		refused(c, 0, PACKED("several routes match, say which"));
		show(c, 0);
		return STATUS_REFUSED;
	}
	hop = found.first;
	hop_matches(c, &hop);
	if (found.hops > 1 && c->given & (GIVEN_GATEWAY | GIVEN_IFACE)) {
		/* Of IPv6, a next hop may go alone. */
		if (hop.to.family == ADDR_IPV4 || hop.by_id)
			return refused(c, 0,
				PACKED("its next hops go together, without gw and dev"));
		r = os_route_delete_hop(&routes, &hop, words);
		return r < 0 ? refused(c, -r, words) : STATUS_FINE;
	}
	r = os_route_delete(&routes, &found.first, found.message, found.len, words);
	return r < 0 ? refused(c, -r, words) : STATUS_FINE;
}

/* Routes with this destination and metric, whatever else they are. */
static bool is_there(const struct change *c)
{
	static struct found found;
	struct change same = *c;

	same.given = GIVEN_METRIC;
	same.reject = same.blackhole = false;
	return find(&same, &found) >= 0 && found.count;
}

static int put(const struct change *c)
{
	bool replace = c->action == ROUTE_REPLACE;
	char words[OS_REFUSAL] = "";
	int r;

	if (!ENABLE_NETLINK || os_routes_connect(&routes) < 0) {
		/* The ioctl would add a second one, and cannot put one in another's place. */
		if (is_there(c))
			return replace ? refused(c, 0,
						 PACKED("Not supported (without netlink, del and "
							"add it)"))
				       : refused(c, EEXIST, "");
		replace = false;
	}
	r = os_route_add(&routes, &c->route, replace, words);
	return r < 0 ? refused(c, -r, words) : STATUS_FINE;
}

int route_change(const struct args *a, uint64_t set)
{
	struct change c;
	int status = route_read(&c, a, set);

	if (status != STATUS_FINE)
		return status;
	if (set & (OPT_PROC | NETNS | TABLE))
		return route_usage(a->words[0], NULL,
			PACKED("changes this machine's table main alone: no --proc, --netns, "
			       "--table"));
	if (c.action == ROUTE_DEL)
		return del(&c);
	status = put(&c);
	if (status == STATUS_FINE && set & VERBOSE) {
		c.given = GIVEN_METRIC;
		show(&c, a->twice & EXTEND ? 2 : set & EXTEND ? 1 : 0);
	}
	return status;
}
