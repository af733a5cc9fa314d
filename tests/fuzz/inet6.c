/* inet6 - a line of /proc/net/if_inet6. */
#include "core/link.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = exact(data, size);
	struct link_addr a;

	if (link_parse_inet6(&a, line, size)) {
		CHECK(a.name.name_len && a.name.name_len <= IFACE_NAME && a.prefix <= 128);
		CHECK(!memchr(a.name.name, ' ', a.name.name_len));
		CHECK(a.addrs[LINK_LOCAL].family == ADDR_IPV6 && size >= 42);
	}
	free(line);
	return 0;
}
