/* words - the words behind route add, del and replace. */
#include "route.h"

#include <errno.h>
#include <string.h>

enum {
	LEAST_MSS = 64,
	MOST_MSS = 65536,
	ADVMSS_HEADERS = 40, /* of IP and TCP, which the MSS leaves out */
	PROTOCOL_BOOT = 3,   /* who made the route: as the ioctl says it */
	SCOPE_LINK = 253,
	SCOPE_HOST = 254,
	METRIC_NONE = 1024, /* what IPv6 has in place of 0 */
};

/* A word, and where it says something of the route, what. */
static const struct word {
	const char name[10];
	uint16_t given;
	bool argument;
} words[] = {
	{ "gw", GIVEN_GATEWAY, true },
	{ "gateway", GIVEN_GATEWAY, true },
	{ "metric", GIVEN_METRIC, true },
	{ "netmask", GIVEN_NETMASK, true },
	{ "mss", GIVEN_MSS, true },
	{ "mtu", GIVEN_MSS, true },
	{ "window", GIVEN_WINDOW, true },
	{ "irtt", GIVEN_IRTT, true },
	{ "dev", GIVEN_IFACE, true },
	{ "device", GIVEN_IFACE, true },
	{ "-net", GIVEN_NET, false },
	{ "-host", GIVEN_HOST, false },
	{ "reject", GIVEN_TYPE, false },
	{ "blackhole", GIVEN_TYPE, false },
	{ "mod", 0, false },
	{ "dyn", 0, false },
	{ "reinstate", 0, false },
};

static const struct word *find(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT(words); i++)
		if (strcmp(words[i].name, name) == 0)
			return &words[i];
	return NULL;
}

/* The argument of each kind of word, by the number of its bit. */
struct arguments {
	const char *of[16];
	const char *mss; /* how that was spelled */
	uint64_t set;
};

static unsigned index_of(unsigned given)
{
	unsigned i = 0;

	while (given >>= 1)
		i++;
	return i;
}

static const char *argument(const struct arguments *g, unsigned given)
{
	return g->of[index_of(given)];
}

/* A word that is none of ours is the target, then the interface. */
static int bare_word(struct change *c, struct arguments *g, const char *name)
{
	uint32_t index;

	if (!(c->given & GIVEN_TARGET)) {
		c->target = name;
		c->given |= GIVEN_TARGET;
		return STATUS_FINE;
	}
	if (os_iface_index(name, &index) < 0)
		return route_usage(name, NULL,
			PACKED("neither a word that route knows nor an interface"));
	if (c->given & GIVEN_IFACE)
		return route_usage(name, NULL, PACKED("the interface is named already"));
	c->given |= GIVEN_IFACE;
	g->of[index_of(GIVEN_IFACE)] = name;
	return STATUS_FINE;
}

static int read_words(struct change *c, struct arguments *g, char **at, unsigned count)
{
	for (; count; at++, count--) {
		const struct word *w = find(*at);
		int status;

		if (!w && (status = bare_word(c, g, *at)) != STATUS_FINE)
			return status;
		if (!w)
			continue;
		if (c->given & w->given)
			return route_usage(*at, NULL,
				w->given == GIVEN_IFACE ? PACKED("the interface is named already")
				: w->given == GIVEN_TYPE
					? PACKED("either reject or blackhole, once")
					: PACKED("stands there twice"));
		c->given |= w->given;
		if (c->given & GIVEN_NET && c->given & GIVEN_HOST)
			return route_usage(*at, NULL, PACKED("either -net or -host"));
		if (w->given == GIVEN_TYPE) {
			c->blackhole = w->name[0] == 'b';
			c->reject = !c->blackhole;
		}
		if (w->given == GIVEN_MSS)
			g->mss = w->name;
		if (!w->argument)
			continue;
		if (count == 1)
			return route_usage(*at, NULL, PACKED("something has to follow"));
		at++;
		count--;
		g->of[index_of(w->given)] = *at;
	}
	return STATUS_FINE;
}

/* A number of `least` to `most`, or the message. */
static int number(uint32_t *n, const struct arguments *g, unsigned given, const char *word,
	uint32_t least, uint32_t most)
{
	const char *text = argument(g, given);
	uint64_t value;

	if (!text)
		return STATUS_FINE;
	if (scan_number(text, most, &value) && value >= least) {
		*n = (uint32_t)value;
		return STATUS_FINE;
	}
	return route_usage(word, text,
		given == GIVEN_MSS ? PACKED("not a number from 64 to 65536")
				   : PACKED("not a number in range"));
}

/* The family that -4, -6 and -A allow; 0: any. */
static enum addr_family wanted(const struct arguments *g)
{
	bool ipv4 = g->set & IPV4, ipv6 = g->set & IPV6;

	return ipv4 == ipv6 ? 0 : ipv4 ? ADDR_IPV4 : ADDR_IPV6;
}

/*
 * Reads `len` bytes of a word as an address or looks it up: a network's name if *network, or else
 * a host's, and then the other. *network then says which it was.
 */
static int address(const struct arguments *g, const char *word, size_t len, enum addr_family family,
	struct addr *a, bool *network)
{
	struct scan s = scan_open(word, len);
	char name[256];
	int r = -ENOENT;

	*a = addr_scan_text(&s);
	if (scan_done(&s)) {
		*network = false;
		return STATUS_FINE;
	}
	if (g->set & (NUMERIC | SYMBOLIC) || len >= sizeof(name))
		return route_usage(word, NULL, PACKED("not an address"));
	memcpy(name, word, len);
	name[len] = 0;
	*network = *network && family != ADDR_IPV6 && os_network_addr(name, a);
	if (*network)
		return STATUS_FINE;
	if (ENABLE_HOSTS)
		r = os_host_addr(name, family, a);
	if (r < 0 && family != ADDR_IPV6 && os_network_addr(name, a)) {
		*network = true;
		return STATUS_FINE;
	}
	if (r == -EAGAIN) {
		os_complain_of(word, PACKED("the name servers do not answer"));
		return STATUS_REFUSED;
	}
	return r < 0 ? route_usage(word, NULL,
			       PACKED("neither an address nor a name that is known"))
		     : STATUS_FINE;
}

/* The bits of a netmask like 255.255.255.0. */
static int netmask(const char *text, uint8_t *len)
{
	struct scan s = scan_string(text);
	struct addr a = addr_scan_text(&s);
	int bits;

	if (!scan_done(&s) || a.family != ADDR_IPV4)
		return route_usage("netmask", text, PACKED("not a mask like 255.255.255.0"));
	bits = route_mask_len((uint32_t)a.bytes[0] << 24 | (uint32_t)a.bytes[1] << 16 |
			      (uint32_t)a.bytes[2] << 8 | a.bytes[3]);
	if (bits < 0)
		return route_usage("netmask", text, PACKED("has holes"));
	*len = (uint8_t)bits;
	return STATUS_FINE;
}

/* How many bits of the target count: `slash` is what stands behind its slash, or NULL. */
static int target_len(struct change *c, const struct arguments *g, const char *slash, bool network)
{
	struct route *r = &c->route;
	const unsigned bits = addr_bits(r->to.family);
	const char *mask = argument(g, GIVEN_NETMASK);
	struct addr masked;
	uint64_t len;

	if (mask && r->to.family == ADDR_IPV6)
		return route_usage("netmask", mask,
			PACKED("is for IPv4; an IPv6 network is ADDRESS/LEN"));
	if (mask && slash)
		return route_usage("netmask", mask, PACKED("the target says its length already"));
	if (slash) {
		if (!scan_number(slash, bits, &len))
			return route_usage(c->target, NULL,
				PACKED("its length is not a number in range"));
		r->to_len = (uint8_t)len;
	} else if (mask) {
		if (netmask(mask, &r->to_len) != STATUS_FINE)
			return STATUS_USAGE;
	} else if (c->given & GIVEN_NET || network) {
		if (!addr_is_any(&r->to))
			return route_usage(c->target, NULL,
				PACKED("which part of it is the network? /LEN"));
	} else {
		r->to_len = (uint8_t)bits;
	}
	if (c->given & GIVEN_HOST && r->to_len != bits)
		return route_usage(c->target, NULL, PACKED("is a network, not a host"));
	masked = r->to;
	addr_mask(&masked, r->to_len);
	if (memcmp(&masked, &r->to, sizeof(masked)) != 0)
		return route_usage(c->target, NULL, PACKED("has bits set behind its length"));
	return STATUS_FINE;
}

static int read_target(struct change *c, const struct arguments *g)
{
	struct route *r = &c->route;
	const char *text = c->target;
	struct scan s = scan_string(text);
	struct scan name = scan_item(&s, '/');
	const char *slash = s.at != name.end ? s.at : NULL;
	enum addr_family family = wanted(g);
	bool network = slash || c->given & (GIVEN_NET | GIVEN_NETMASK);
	int status;

	if (strcmp(text, "default") == 0) {
		/* Only its gateway says which family is meant. */
		r->to.family = (uint8_t)(family		 ? family
					 : r->via.family ? r->via.family
							 : ADDR_IPV4);
		if (c->given & GIVEN_HOST)
			return route_usage("-host", NULL, PACKED("default is no host"));
		return argument(g, GIVEN_NETMASK) ? target_len(c, g, NULL, false) : STATUS_FINE;
	}
	status = address(g, text, (size_t)(name.end - name.at), family, &r->to, &network);
	if (status != STATUS_FINE)
		return status;
	if (family && r->to.family != family)
		return route_usage(text, NULL,
			family == ADDR_IPV4 ? PACKED("is not IPv4") : PACKED("is not IPv6"));
	return target_len(c, g, slash, network);
}

static int read_gateway(struct change *c, struct arguments *g)
{
	const char *text = argument(g, GIVEN_GATEWAY);
	struct scan s = scan_string(text);
	struct scan name = scan_item(&s, '%');
	struct route *r = &c->route;
	bool network = memchr(text, '/', strlen(text));
	int status = STATUS_FINE;

	if (!network)
		status = address(g, text, (size_t)(name.end - name.at),
			r->to.family ? (enum addr_family)r->to.family : wanted(g), &r->via,
			&network);
	if (status != STATUS_FINE)
		return status;
	if (network)
		return route_usage("gw", text, PACKED("is a network, not a gateway"));
	if (addr_is_any(&r->via))
		return route_usage("gw", text, PACKED("is no address of a gateway"));
	if (s.at == name.end)
		return STATUS_FINE;
	if (c->given & GIVEN_IFACE && strcmp(argument(g, GIVEN_IFACE), s.at) != 0)
		return route_usage("gw", text, PACKED("the interface is named already"));
	c->given |= GIVEN_IFACE;
	g->of[index_of(GIVEN_IFACE)] = s.at;
	return STATUS_FINE;
}

static int read_numbers(struct change *c, const struct arguments *g)
{
	struct route *r = &c->route;
	bool ipv4 = r->to.family == ADDR_IPV4;
	uint32_t mss = 0;

	if (!ipv4 && c->action != ROUTE_DEL)
		r->metric = 1;
	if (number(&r->metric, g, GIVEN_METRIC, "metric", 0, UINT32_MAX) != STATUS_FINE ||
		number(&mss, g, GIVEN_MSS, g->mss, LEAST_MSS, MOST_MSS) != STATUS_FINE ||
		number(&r->metrics[ROUTE_WINDOW], g, GIVEN_WINDOW, "window", 1, UINT32_MAX) !=
			STATUS_FINE ||
		number(&r->irtt, g, GIVEN_IRTT, "irtt", 1, UINT32_MAX / 8) != STATUS_FINE)
		return STATUS_USAGE;
	if (!ipv4 && !r->metric && c->action != ROUTE_DEL)
		r->metric = METRIC_NONE;
	r->metrics[ROUTE_RTT] = r->irtt * 8;
	if (mss && ipv4) {
		r->mss = mss;
		r->metrics[ROUTE_ADVMSS] = mss - ADVMSS_HEADERS;
	} else {
		r->metrics[ROUTE_MTU] = mss;
	}
	return STATUS_FINE;
}

/* What kind of route it is, and what does not go together. */
static int complete(struct change *c, const struct arguments *g)
{
	struct route *r = &c->route;
	const char *iface = argument(g, GIVEN_IFACE), *gateway = argument(g, GIVEN_GATEWAY);
	bool refusal = c->given & GIVEN_TYPE;

	if (r->via.family == ADDR_IPV4 && r->to.family == ADDR_IPV6)
		return route_usage("gw", gateway, PACKED("is IPv4, the target IPv6"));
	if (c->blackhole && c->given & GIVEN_GATEWAY)
		return route_usage("gw", gateway, PACKED("packets are to go nowhere"));
	if (!refusal && c->action != ROUTE_DEL && !(c->given & (GIVEN_GATEWAY | GIVEN_IFACE)))
		return route_usage(c->target, NULL,
			PACKED("where to? gw, an interface, reject or blackhole"));
	if (iface && os_iface_index(iface, &r->oif) < 0)
		return route_usage("dev", iface, PACKED("there is no such interface"));
	if (iface)
		memcpy(r->iface, iface, strlen(iface));
	r->table = ROUTE_MAIN;
	r->protocol = PROTOCOL_BOOT;
	r->type = c->blackhole ? ROUTE_BLACKHOLE : c->reject ? ROUTE_UNREACHABLE : ROUTE_UNICAST;
	if (r->to.family == ADDR_IPV4 && !c->blackhole)
		r->scope = c->reject ? SCOPE_HOST : r->via.family ? 0 : SCOPE_LINK;
	/* As the ioctl has it, they lead nowhere whatever else is said. */
	if (refusal) {
		c->given &= ~(unsigned)(GIVEN_GATEWAY | GIVEN_IFACE);
		memset(&r->via, 0, sizeof(r->via));
		memset(r->iface, 0, sizeof(r->iface));
		r->oif = 0;
	}
	return STATUS_FINE;
}

int route_read(struct change *c, const struct args *a, uint64_t set)
{
	static const char actions[][8] = {
		[ROUTE_ADD] = "add",
		[ROUTE_DEL] = "del",
		[ROUTE_REPLACE] = "replace",
	};
	struct arguments g = { .set = set };
	bool by_gateway; /* its family is the target's */
	int status;
	size_t i;

	memset(c, 0, sizeof(*c));
	for (i = 0; i < COUNT(actions) && strcmp(actions[i], a->words[0]) != 0; i++)
		;
	if (strcmp(a->words[0], "delete") == 0)
		i = ROUTE_DEL;
	if (i == COUNT(actions))
		return route_usage(a->words[0], NULL, PACKED("neither add nor del nor replace"));
	c->action = (enum route_action)i;
	status = read_words(c, &g, a->words + 1, a->n_words - 1);
	if (status == STATUS_FINE && !c->target)
		status = route_usage(a->words[0], NULL,
			PACKED("which route? a target has to follow"));
	by_gateway = c->target && strcmp(c->target, "default") == 0;
	if (status == STATUS_FINE && !by_gateway)
		status = read_target(c, &g);
	if (status == STATUS_FINE && c->given & GIVEN_GATEWAY)
		status = read_gateway(c, &g);
	if (status == STATUS_FINE && by_gateway)
		status = read_target(c, &g);
	if (status == STATUS_FINE)
		status = read_numbers(c, &g);
	return status == STATUS_FINE ? complete(c, &g) : status;
}
