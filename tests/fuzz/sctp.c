/* sctp - a row of /proc/net/sctp. The first byte says of which table, and whether it is whole. */
#include "core/sctp.h"

#include "fuzz.h"

static size_t walk(struct scan list, const char *line, size_t len)
{
	struct addr a;
	size_t n = 0;

	CHECK(list.ok && list.at >= line && list.at <= list.end && list.end <= line + len);
	while (sctp_next_addr(&list, &a)) {
		CHECK(a.family == ADDR_IPV4 || a.family == ADDR_IPV6);
		CHECK(list.at <= list.end);
		CHECK(++n <= len);
	}
	CHECK(list.at == list.end);
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *line = (const char *)data + 1;
	enum sctp_table table;
	struct sctp s;

	if (!size)
		return 0;
	table = data[0] & 1 ? SCTP_ASSOCIATIONS : SCTP_ENDPOINTS;
	CHECK(!sctp_parse(&s, table, line, --size, false));
	sctp_is_heading(line, size);
	if (!sctp_parse(&s, table, line, size, true))
		return 0;
	CHECK(!sctp_is_heading(line, size) || memchr("EA", line[strspn(line, " \t")], 2));
	CHECK(walk(s.local, line, size) > 0);
	if (table == SCTP_ASSOCIATIONS) {
		CHECK(walk(s.remote, line, size) > 0);
		CHECK(s.remote.at > s.local.end);
	} else {
		CHECK(!s.remote.at && !s.remote_port && !s.recv_q && !s.send_q);
	}
	return 0;
}
