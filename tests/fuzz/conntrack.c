/* conntrack - a line of /proc/net/nf_conntrack or ip_conntrack. */
#include "core/conntrack.h"

#include "fuzz.h"

static void check_way(const struct conntrack *c, const struct conntrack_tuple *t)
{
	CHECK(t->src.family == c->family && t->dst.family == c->family);
	CHECK(t->sport >= -1 && t->sport <= UINT16_MAX);
	CHECK(t->dport >= -1 && t->dport <= UINT16_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = exact(data, size);
	struct conntrack c, cut;
	bool taken = conntrack_parse(&c, line, size, true);

	if (conntrack_parse(&cut, line, size, false))
		CHECK(taken && memcmp(&c, &cut, sizeof(c)) == 0);
	free(line);
	if (!taken)
		return 0;
	CHECK(c.family == ADDR_IPV4 || c.family == ADDR_IPV6);
	CHECK(memchr(c.name, 0, sizeof(c.name)) && *c.name && memchr(c.state, 0, sizeof(c.state)));
	CHECK(c.has_timeout || !c.timeout);
	check_way(&c, &c.way[CONNTRACK_ORIGINAL]);
	check_way(&c, &c.way[CONNTRACK_REPLY]);
	CHECK((c.way[0].sport < 0) == (c.way[1].dport < 0));
	return 0;
}
