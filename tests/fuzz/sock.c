/* sock - a row of /proc/net/tcp and its like. The first byte says of which table it is. */
#include "core/sock.h"

#include "fuzz.h"

/* The eight digits of each word, as a machine of that byte order prints them. */
static void hex(char *out, const struct addr *a, enum byte_order order)
{
	size_t i, size = a->family == ADDR_IPV6 ? 16 : 4;

	for (i = 0; i < size; i++)
		sprintf(out + 2 * i, "%02X", a->bytes[order == LITTLE_ENDIAN_HOST ? i ^ 3 : i]);
}

static void check_record(const struct sock *s, enum addr_family family)
{
	static const uint8_t zero[16];

	CHECK(s->local.family == family && s->remote.family == family);
	CHECK(family == ADDR_IPV6 || memcmp(s->local.bytes + 4, zero, 12) == 0);
	CHECK(family == ADDR_IPV6 || memcmp(s->remote.bytes + 4, zero, 12) == 0);
	CHECK(s->state != SOCK_NEW_SYN_RECV);
}

static bool same(const struct sock *a, const struct sock *b)
{
	return memcmp(&a->local, &b->local, sizeof(a->local)) == 0 &&
	       memcmp(&a->remote, &b->remote, sizeof(a->remote)) == 0 &&
	       a->local_port == b->local_port && a->remote_port == b->remote_port &&
	       a->state == b->state && a->timer == b->timer && a->recv_q == b->recv_q &&
	       a->send_q == b->send_q && a->uid == b->uid && a->timer_left == b->timer_left &&
	       a->retransmits == b->retransmits && a->probes == b->probes && a->inode == b->inode;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum sock_proto proto;
	enum addr_family family;
	enum byte_order order;
	char local[33], remote[33], row[500];
	const char *line = (const char *)data + 1;
	struct sock s, again;
	bool whole;

	if (!size)
		return 0;
	proto = (enum sock_proto)(data[0] & 3);
	family = data[0] & 4 ? ADDR_IPV6 : ADDR_IPV4;
	order = data[0] & 8 ? BIG_ENDIAN_HOST : LITTLE_ENDIAN_HOST;
	whole = !(data[0] & 16);
	if (!sock_parse_inet(&s, proto, family, order, line, --size, whole)) {
		sock_is_heading(line, size);
		return 0;
	}
	CHECK(!sock_is_heading(line, size));
	check_record(&s, family);
	CHECK(sock_parse_inet(&again, proto, family, order, line, size, true) && same(&s, &again));
	hex(local, &s.local, order);
	hex(remote, &s.remote, order);
	snprintf(row, sizeof(row),
		"%4d: %s:%04X %s:%04X %02X %08X:%08X %02X:%08jX %08jX %5u %8ju %ju", 0, local,
		s.local_port, remote, s.remote_port, s.state, s.send_q, s.recv_q, s.timer,
		(uintmax_t)s.timer_left, (uintmax_t)s.retransmits, s.uid, (uintmax_t)s.probes,
		(uintmax_t)s.inode);
	CHECK(sock_parse_inet(&again, proto, family, order, row, strlen(row), true));
	CHECK(same(&s, &again));
	/* Without a newline it may have been cut: the fields behind the inode must be there. */
	CHECK(!sock_parse_inet(&again, proto, family, order, row, strlen(row), false));
	return 0;
}
