/* route_words - the words behind route add, del and replace, between newlines or NULs. */
#include "applets/route/words.c"

#include "core/rt.h"

#include "fuzz.h"

enum {
	WORDS = 40,
};

/* How often something was said of a mistake, and of a name that could not be looked up. */
static unsigned usages, complaints;

int route_usage(const char *word, const char *value, const char *reason)
{
	CHECK(word && reason && *reason);
	CHECK(!value || strlen(value) < SIZE_MAX);
	CHECK(strlen(word) < SIZE_MAX);
	usages++;
	return STATUS_USAGE;
}

int os_complain_of(const char *subject, const char *reason)
{
	CHECK(subject && reason);
	complaints++;
	return STATUS_UNREAD;
}

/* Interfaces have a name that begins with e. */
int os_iface_index(const char *name, uint32_t *index)
{
	if (*name != 'e' || strlen(name) >= ROUTE_IFACE)
		return -ENODEV;
	*index = 7;
	return 0;
}

static bool known(const char *name, const char *is, enum addr_family family, struct addr *a,
	const uint8_t bytes[16])
{
	if (strcmp(name, is) != 0)
		return false;
	a->family = (uint8_t)family;
	memcpy(a->bytes, bytes, family == ADDR_IPV4 ? 4 : 16);
	return true;
}

bool os_network_addr(const char *name, struct addr *a)
{
	static const uint8_t loopback[16] = { 127 }, net[16] = { 203, 0, 113 }, any[16];

	memset(a, 0, sizeof(*a));
	return known(name, "loopback", ADDR_IPV4, a, loopback) ||
	       known(name, "net", ADDR_IPV4, a, net) || known(name, "any", ADDR_IPV4, a, any);
}

int os_host_addr(const char *name, enum addr_family family, struct addr *a)
{
	static const uint8_t four[16] = { 192, 0, 2, 1 }, six[16] = { 0x20, 1, 13, 0xb8, [15] = 1 };

	memset(a, 0, sizeof(*a));
	if (strcmp(name, "again") == 0)
		return -EAGAIN;
	if ((family != ADDR_IPV6 && known(name, "four", ADDR_IPV4, a, four)) ||
		(family != ADDR_IPV4 && known(name, "six", ADDR_IPV6, a, six)))
		return 0;
	return strchr(name, '.') ? -EINVAL : -ENOENT;
}

/* What is sent says the same. */
static void check_request(const struct route *r)
{
	uint8_t out[RT_CHANGE_REQUEST];
	size_t len = rt_change_request(out, RT_NEWROUTE, NL_CREATE, 1, r);
	struct route again;

	CHECK(rt_parse(&again, out + NL_HEADER, len - NL_HEADER));
	CHECK(memcmp(&again.to, &r->to, sizeof(r->to)) == 0 && again.to_len == r->to_len);
	CHECK(memcmp(&again.via, &r->via, sizeof(r->via)) == 0);
	CHECK(memcmp(again.metrics, r->metrics, sizeof(r->metrics)) == 0);
	CHECK(again.oif == r->oif && again.metric == r->metric && again.table == r->table);
	CHECK(again.type == r->type && again.protocol == r->protocol && again.scope == r->scope);
	CHECK(again.irtt == r->irtt && again.mss == r->mss);
}

static void check_numbers(const struct change *c)
{
	const struct route *r = &c->route;
	bool ipv4 = r->to.family == ADDR_IPV4, mss = c->given & GIVEN_MSS;
	unsigned i;

	CHECK(c->given & GIVEN_METRIC || r->metric == (!ipv4 && c->action != ROUTE_DEL));
	CHECK((mss && ipv4) == (r->mss >= 64 && r->mss <= 65536));
	CHECK(!r->mss || r->metrics[ROUTE_ADVMSS] == r->mss - 40);
	CHECK(r->mss || !r->metrics[ROUTE_ADVMSS]);
	CHECK((mss && !ipv4) == (r->metrics[ROUTE_MTU] >= 64));
	CHECK(!(c->given & GIVEN_WINDOW) == !r->metrics[ROUTE_WINDOW]);
	CHECK(!(c->given & GIVEN_IRTT) == !r->irtt && r->metrics[ROUTE_RTT] / 8 == r->irtt);
	for (i = 0; i < ROUTE_METRICS; i++)
		CHECK(!r->metrics[i] || i == ROUTE_MTU || i == ROUTE_ADVMSS || i == ROUTE_WINDOW ||
			i == ROUTE_RTT);
}

static void check_change(const struct change *c, uint64_t set, const char *text, size_t size)
{
	const struct route *r = &c->route;
	const unsigned bits = addr_bits(r->to.family);
	bool refusal = c->blackhole || c->reject, del = c->action == ROUTE_DEL;
	struct addr masked = r->to;

	CHECK(c->action == ROUTE_ADD || del || c->action == ROUTE_REPLACE);
	CHECK(c->given & GIVEN_TARGET && c->target >= text && c->target < text + size + 1);
	CHECK(r->to.family == ADDR_IPV4 || r->to.family == ADDR_IPV6);
	CHECK(!(set & IPV4) || set & IPV6 || r->to.family == ADDR_IPV4);
	CHECK(!(set & IPV6) || set & IPV4 || r->to.family == ADDR_IPV6);
	CHECK(r->to_len <= bits && !r->from_len && !r->from.family);
	addr_mask(&masked, r->to_len);
	CHECK(memcmp(&masked, &r->to, sizeof(masked)) == 0);
	CHECK(!(c->given & GIVEN_HOST) || (r->to_len == bits && !(c->given & GIVEN_NET)));
	CHECK(!(c->given & GIVEN_NETMASK) || r->to.family == ADDR_IPV4);
	CHECK(!(c->given & GIVEN_GATEWAY) == !r->via.family);
	CHECK(!r->via.family || !addr_is_any(&r->via));
	CHECK(r->to.family == ADDR_IPV4 || r->via.family != ADDR_IPV4);
	CHECK(!(c->given & GIVEN_IFACE) == !*r->iface);
	CHECK(memchr(r->iface, 0, sizeof(r->iface)));
	CHECK(r->oif == (*r->iface ? 7 : 0) && !(refusal && *r->iface));
	CHECK(refusal == !!(c->given & GIVEN_TYPE) && !(c->blackhole && c->reject));
	CHECK(r->type == (c->blackhole	     ? ROUTE_BLACKHOLE
				 : c->reject ? ROUTE_UNREACHABLE
					     : ROUTE_UNICAST));
	CHECK(!refusal || !r->via.family);
	CHECK(del || refusal || r->via.family || *r->iface);
	CHECK(r->table == ROUTE_MAIN && r->protocol == 3 && !r->hops.at && !r->known);
	check_numbers(c);
	check_request(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text, *at, *words_of[WORDS];
	struct args a = { .words = words_of };
	struct change c;
	uint64_t set;
	int status;

	if (!size--)
		return 0;
	/* The first byte says -n, -4 and -6. */
	set = (data[0] & 1 ? NUMERIC : 0) | (data[0] & 2 ? IPV4 : 0) | (data[0] & 4 ? IPV6 : 0);
	text = malloc(size + 1);
	memcpy(text, data + 1, size);
	text[size] = 0;
	for (at = text; a.n_words < WORDS && at <= text + size; at += strlen(at) + 1) {
		at[strcspn(at, "\n")] = 0;
		words_of[a.n_words++] = at;
	}
	usages = complaints = 0;
	status = route_read(&c, &a, set);
	CHECK(usages + complaints == (status != STATUS_FINE));
	/* The second one is of a gateway's name that could not be looked up. */
	CHECK(status == STATUS_FINE || status == STATUS_USAGE ||
		(status == STATUS_REFUSED && complaints));
	if (status == STATUS_FINE)
		check_change(&c, set, text, size);
	free(text);
	return 0;
}
