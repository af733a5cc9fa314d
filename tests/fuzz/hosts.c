/* hosts - whole files: the first byte says whether /etc/hosts or /etc/resolv.conf. */
#include "core/etc.h"

#include "fuzz.h"

static void check_host(const char *line, size_t len)
{
	struct etc_host h;

	if (!etc_parse_host(&h, line, len))
		return;
	CHECK(h.addr.family == ADDR_IPV4 || h.addr.family == ADDR_IPV6);
	CHECK(h.name_len > 0 && h.name_len <= ETC_HOST_NAME);
	CHECK(h.name > line && h.name + h.name_len <= line + len);
	CHECK(!memchr(line, '#', (size_t)(h.name + h.name_len - line)));
	CHECK(!memchr(h.name, ' ', h.name_len) && !memchr(h.name, '\t', h.name_len));
	CHECK(etc_host_is(&h, h.name, h.name_len, line, len));
	CHECK(!etc_host_is(&h, "", 0, line, len));
}

static void check_resolver(const char *line, size_t len)
{
	struct etc_resolver r;
	struct scan s;

	if (etc_parse_search(&s, line, len))
		CHECK(s.ok && s.at > line && s.at <= s.end && s.end <= line + len);
	if (!etc_parse_resolver(&r, line, len))
		return;
	CHECK(!r.server.family != !r.timeout);
	if (r.zone_len)
		CHECK(r.zone > line && r.zone + r.zone_len <= line + len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data + 1, *end = (const char *)data + size;

	while (p < end) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((newline ? newline : end) - p);
		char *line = exact(p, len);

		if (data[0] & 1)
			check_host(line, len);
		else
			check_resolver(line, len);
		free(line);
		p = newline ? newline + 1 : end;
	}
	return 0;
}
