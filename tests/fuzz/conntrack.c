/* conntrack - a line of /proc/net/nf_conntrack or ip_conntrack. */
#include "core/conntrack.h"

#include "fuzz.h"

static void check_way(const struct conntrack *c, const struct conntrack_tuple *t)
{
	CHECK(t->src.family == c->family && t->dst.family == c->family);
	CHECK(t->sport >= -1 && t->sport <= UINT16_MAX);
	CHECK(t->dport >= -1 && t->dport <= UINT16_MAX);
}

/* The request to forget it holds its ends, where it has ports. */
static void check_delete(const struct conntrack *c)
{
	const struct conntrack_tuple *t = &c->way[CONNTRACK_ORIGINAL];
	uint8_t *out = malloc(CONNTRACK_REQUEST);
	size_t len = conntrack_delete_request(out, 1, c), size = c->family == ADDR_IPV4 ? 4 : 16;
	size_t at = NL_HEADER + 4 + 8;

	CHECK(len <= CONNTRACK_REQUEST && nl_u32(out) == len && len == at + 2 * size + 36);
	CHECK(out[NL_HEADER] == (size == 4 ? 2 : 10));
	CHECK(memcmp(out + at + 4, t->src.bytes, size) == 0);
	CHECK(memcmp(out + at + 8 + size, t->dst.bytes, size) == 0);
	at += 8 + 2 * size + 4;
	CHECK(out[at + 4] == c->protocol);
	CHECK(out[at + 12] == (uint8_t)(t->sport >> 8) && out[at + 13] == (uint8_t)t->sport);
	CHECK(out[at + 20] == (uint8_t)(t->dport >> 8) && out[at + 21] == (uint8_t)t->dport);
	free(out);
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
	if (conntrack_is_half_open(&c)) {
		CHECK(c.protocol == 6 && c.way[0].sport >= 0 && c.way[1].sport >= 0);
		CHECK(strncmp(c.state, "SYN_", 4) == 0);
		check_delete(&c);
	}
	return 0;
}
