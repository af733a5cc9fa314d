/* sockets - the internet sockets of a protocol and family, from their file below the proc root. */
#include "platform/platform.h"

const char *os_sockets_file(enum sock_proto proto, enum addr_family family)
{
	static const char files[][2][14] = {
		[PROTO_TCP] = { "net/tcp", "net/tcp6" },
		[PROTO_UDP] = { "net/udp", "net/udp6" },
		[PROTO_UDPLITE] = { "net/udplite", "net/udplite6" },
		[PROTO_RAW] = { "net/raw", "net/raw6" },
	};

	return files[proto][family == ADDR_IPV6];
}

int os_sockets_open(struct os_sockets *in, enum sock_proto proto, enum addr_family family)
{
	in->proto = proto;
	in->family = family;
	return os_lines_open(&in->lines, os_sockets_file(proto, family));
}

int os_sockets_next(struct os_sockets *in, struct sock *s)
{
	struct os_lines *l = &in->lines;
	int r;

	while ((r = os_lines_next(l)) > 0) {
		if (sock_parse_inet(s, in->proto, in->family, addr_host_order(), l->line, l->len,
			    l->whole))
			break;
		if (!sock_is_heading(l->line, l->len))
			os_lines_bad(l);
	}
	return r;
}

int os_sockets_close(struct os_sockets *in, int r)
{
	return os_lines_close(&in->lines, r);
}
