/* group - a file /proc/net/igmp or igmp6. The first byte says which, and in which byte order. */
#include "core/group.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data + 1, *end = (const char *)data + size, *stop;
	struct group g = { 0 };

	for (; size && at < end; at = stop + 1) {
		enum byte_order order = data[0] & 2 ? BIG_ENDIAN_HOST : LITTLE_ENDIAN_HOST;
		enum group_line kind;
		size_t len;
		char *line;

		stop = memchr(at, '\n', (size_t)(end - at));
		stop = stop ? stop : end;
		len = (size_t)(stop - at);
		line = exact(at, len);
		kind = data[0] & 1 ? group_parse_igmp6(&g, line, len, stop < end)
				   : group_parse_igmp(&g, order, line, len, stop < end);
		free(line);
		CHECK(g.name_len <= GROUP_NAME && g.querier_len <= GROUP_QUERIER);
		if (kind != GROUP_READ)
			continue;
		CHECK(stop < end && len >= 16 && g.name_len > 0);
		CHECK(!memchr(" \t", g.name[0], 2) && !memchr(" \t", g.name[g.name_len - 1], 2));
		CHECK(g.addr.family == (data[0] & 1 ? ADDR_IPV6 : ADDR_IPV4));
		CHECK(!(data[0] & 1) == (g.querier_len > 0));
	}
	return 0;
}
