/* link - replies of rtnetlink. The first byte says what they tell of: link, address or counters. */
#include "core/link.h"

#include "fuzz.h"

static void link_reply(const uint8_t *body, size_t len)
{
	struct iface i;
	unsigned n;

	if (!link_parse(&i, body, len))
		return;
	CHECK(len >= 16 && i.name_len && i.name_len <= IFACE_NAME);
	CHECK(!memchr(i.name, 0, i.name_len) && i.hardware_len <= IFACE_HARDWARE);
	CHECK(iface_knows(&i, IFACE_FLAGS) && i.value[IFACE_FLAGS] <= UINT16_MAX);
	for (n = 0; n < IFACE_VALUES; n++)
		CHECK(iface_knows(&i, n) || !i.value[n]);
	n = i.known & IFACE_KNOWS_COUNTERS;
	CHECK(n == 0 || n == IFACE_KNOWS_COUNTERS);
	CHECK(!i.physical || i.type != IFACE_LOOPBACK_TYPE);
}

static void stats_reply(const uint8_t *body, size_t len)
{
	struct iface i;
	unsigned n;

	if (!link_parse_stats(&i, body, len))
		return;
	CHECK(len >= 12 + 4 + 22 * 8 && i.known == IFACE_KNOWS_COUNTERS);
	CHECK(!i.name_len && !i.hardware_len && !i.physical);
	for (n = IFACE_COUNTERS; n < IFACE_VALUES; n++)
		CHECK(!i.value[n]);
}

static void addr_reply(const uint8_t *body, size_t len)
{
	struct link_addr a;
	unsigned n;

	if (!link_parse_addr(&a, body, len))
		return;
	CHECK(len >= 16 && a.prefix <= 32 && a.name.name_len <= IFACE_NAME);
	CHECK(a.addrs[LINK_LOCAL].family == ADDR_IPV4);
	for (n = 0; n < LINK_ADDRS; n++)
		CHECK(!a.addrs[n].family || a.addrs[n].family == ADDR_IPV4);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *body;

	if (!size)
		return 0;
	body = exact(data + 1, size - 1);
	if (data[0] & 2)
		stats_reply((uint8_t *)body, size - 1);
	else if (data[0] & 1)
		addr_reply((uint8_t *)body, size - 1);
	else
		link_reply((uint8_t *)body, size - 1);
	free(body);
	return 0;
}
