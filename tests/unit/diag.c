/* diag - sock_diag's requests and replies. */
#include "core/diag.h"

#include "unit.h"
#include "hex.h"
#include "replies.h"

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <sys/socket.h>

enum {
	RECORD = 300,
};

static void record_text(char out[RECORD], const struct sock *s)
{
	char local[INET6_ADDRSTRLEN], remote[INET6_ADDRSTRLEN];
	int family = s->local.family == ADDR_IPV4 ? AF_INET : AF_INET6;
	size_t i;

	assert_int_equal(s->local.family, s->remote.family);
	for (i = s->local.family == ADDR_IPV4 ? 4 : 16; i < 16; i++)
		assert_true(s->local.bytes[i] == 0 && s->remote.bytes[i] == 0);
	assert_true(s->probes == 0);
	inet_ntop(family, s->local.bytes, local, sizeof(local));
	inet_ntop(family, s->remote.bytes, remote, sizeof(remote));
	snprintf(out, RECORD, "%s %u %s %u st %u rx %u tx %u tr %u/%ju/%ju uid %u ino %ju", local,
		s->local_port, remote, s->remote_port, s->state, s->recv_q, s->send_q, s->timer,
		(uintmax_t)s->timer_left, (uintmax_t)s->retransmits, s->uid, (uintmax_t)s->inode);
}

static void recorded(void **state)
{
	const struct reply *r = *state;
	size_t len;
	uint8_t *bytes = from_hex(r->hex, &len);
	char out[RECORD] = "none";
	struct sock s;

	little_endian_only();
	if (nl_u16(bytes + 4) == DIAG_BY_FAMILY &&
		diag_parse_tcp(&s, bytes + NL_HEADER, len - NL_HEADER))
		record_text(out, &s);
	assert_string_equal(out, r->record ? r->record : "none");
	free(bytes);
}

/* A reply is read whole or not at all. */
static void replies_cut_anywhere(void **state)
{
	size_t i, len, n;

	(void)state;
	for (i = 0; i < COUNT(replies); i++) {
		uint8_t *bytes = from_hex(replies[i].hex, &len);

		for (n = 0; n <= len - NL_HEADER; n++) {
			uint8_t *cut = (uint8_t *)exact(bytes + NL_HEADER, n);
			struct sock s;

			assert_int_equal(diag_parse_tcp(&s, cut, n),
				replies[i].record && n >= DIAG_INET_REPLY);
			free(cut);
		}
		free(bytes);
	}
}

static void changed(const void *data, const char *body, size_t len)
{
	char out[RECORD];
	struct sock s;

	(void)data;
	if (diag_parse_tcp(&s, (const uint8_t *)body, len)) {
		assert_true(body[0] == AF_INET || body[0] == AF_INET6);
		assert_int_not_equal(s.state, SOCK_NEW_SYN_RECV);
		record_text(out, &s);
	} else {
		assert_true(len < DIAG_INET_REPLY || (body[0] != AF_INET && body[0] != AF_INET6));
	}
}

static void every_change_of_a_reply(void **state)
{
	size_t i, len;

	(void)state;
	for (i = 0; i < COUNT(replies); i++) {
		char *bytes = (char *)from_hex(replies[i].hex, &len);

		if (replies[i].record)
			every_change(bytes + NL_HEADER, len - NL_HEADER, changed, NULL);
		free(bytes);
	}
}

/* Fields put one by one into a reply of zeros. */
static const struct field_row {
	const char *name;
	size_t at;
	size_t size;
	uint64_t value;
	const char *expected;
} fields[] = {
	{ "state 12 is SYN_RECV", 1, 1, 12, ":: 0 :: 0 st 3 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "state 0", 1, 1, 0, ":: 0 :: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "state 255", 1, 1, 255, ":: 0 :: 0 st 255 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "timer", 2, 1, 4, ":: 0 :: 0 st 0 rx 0 tx 0 tr 4/0/0 uid 0 ino 0" },
	{ "retransmits", 3, 1, 255, ":: 0 :: 0 st 0 rx 0 tx 0 tr 0/0/255 uid 0 ino 0" },
	{ "local port 255", 5, 1, 255, ":: 255 :: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "local port 65280", 4, 1, 255, ":: 65280 :: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "remote port 65535", 6, 2, 65535, ":: 0 :: 65535 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "first byte of the local address", 8, 1, 0x20,
		"2000:: 0 :: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "last byte of the local address", 23, 1, 1,
		"::1 0 :: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "first byte of the remote address", 24, 1, 0x20,
		":: 0 2000:: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "last byte of the remote address", 39, 1, 1,
		":: 0 ::1 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "interface", 40, 4, 7, ":: 0 :: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "cookie", 44, 8, UINT64_MAX, ":: 0 :: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "time left", 52, 4, UINT32_MAX,
		":: 0 :: 0 st 0 rx 0 tx 0 tr 0/4294967295/0 uid 0 ino 0" },
	{ "receive queue", 56, 4, UINT32_MAX,
		":: 0 :: 0 st 0 rx 4294967295 tx 0 tr 0/0/0 uid 0 ino 0" },
	{ "send queue", 60, 4, UINT32_MAX,
		":: 0 :: 0 st 0 rx 0 tx 4294967295 tr 0/0/0 uid 0 ino 0" },
	{ "user", 64, 4, UINT32_MAX, ":: 0 :: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 4294967295 ino 0" },
	{ "inode above 2^31", 68, 4, 4261696987,
		":: 0 :: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 4261696987" },
	{ "an attribute", 72, 4, UINT32_MAX, ":: 0 :: 0 st 0 rx 0 tx 0 tr 0/0/0 uid 0 ino 0" },
};

static void field(void **state)
{
	const struct field_row *r = *state;
	uint8_t body[DIAG_INET_REPLY + 4] = { AF_INET6 };
	char out[RECORD];
	struct sock s;

	/* The field alone, and then not a byte of it beside. */
	memset(&s, 0xff, sizeof(s));
	if (r->size == 4)
		nl_put_u32(body + r->at, (uint32_t)r->value);
	else
		memset(body + r->at, (int)(r->value & 0xff), r->size);
	assert_true(diag_parse_tcp(&s, body, sizeof(body)));
	record_text(out, &s);
	assert_string_equal(out, r->expected);
}

static void a_listener_has_no_send_queue(void **state)
{
	uint8_t body[DIAG_INET_REPLY] = { AF_INET, SOCK_LISTEN };
	struct sock s;

	(void)state;
	nl_put_u32(body + 56, 3);
	nl_put_u32(body + 60, 128);
	assert_true(diag_parse_tcp(&s, body, sizeof(body)));
	assert_int_equal(s.recv_q, 3);
	assert_int_equal(s.send_q, 0);
	assert_int_equal(s.backlog, 128);
	/* Others have no backlog. */
	body[1] = SOCK_ESTABLISHED;
	assert_true(diag_parse_tcp(&s, body, sizeof(body)));
	assert_int_equal(s.send_q, 128);
	assert_int_equal(s.backlog, 0);
}

static void other_families_are_refused(void **state)
{
	uint8_t body[DIAG_INET_REPLY] = { 0 };
	struct sock s;
	int family;

	(void)state;
	for (family = 0; family < 256; family++) {
		body[0] = (uint8_t)family;
		assert_int_equal(diag_parse_tcp(&s, body, sizeof(body)),
			family == AF_INET || family == AF_INET6);
	}
}

static const struct request_row {
	const char *name;
	enum addr_family family;
	uint32_t states;
	const char *hex; /* header, then family, protocol, extensions, padding, states */
} requests[] = {
	{ "IPv4, listeners", ADDR_IPV4, 1 << 10,
		"48000000140001030700000000000000"
		"0206000000040000" },
	{ "IPv6, all but listeners", ADDR_IPV6, 0xbfe,
		"48000000140001030700000000000000"
		"0a060000fe1b0000" },
	{ "half-open ones have two numbers", ADDR_IPV4, 1 << 3,
		"48000000140001030700000000000000"
		"0206000008100000" },
};

static void request(void **state)
{
	const struct request_row *r = *state;
	size_t len, i;
	uint8_t *expected = from_hex(r->hex, &len), *out = malloc(DIAG_INET_REQUEST);

	little_endian_only();
	memset(out, 0xaa, DIAG_INET_REQUEST);
	diag_tcp_request(out, r->family, r->states, 7);
	assert_memory_equal(out, expected, len);
	for (i = len; i < DIAG_INET_REQUEST; i++)
		assert_int_equal(out[i], 0);
	free(out);
	free(expected);
}

/* Family, prefix lengths and extensions, 4 bytes, and the socket id of 48. */
#define ZEROS16 "00000000000000000000000000000000"
#define NO_SOCKET "00000000" ZEROS16 ZEROS16 ZEROS16

static const struct all_row {
	const char *name;
	uint32_t states;
	uint32_t seq;
	const char *hex; /* header, struct inet_diag_req up to its states, states, dbs */
} all_requests[] = {
	{ "both families, all states", 0xffe, 1,
		"4c000000120001030100000000000000" NO_SOCKET "fe1f000000000000" },
	{ "both families, listeners", 1 << SOCK_LISTEN, 7,
		"4c000000120001030700000000000000" NO_SOCKET "0004000000000000" },
	{ "both families, all but listeners", 0xbfe, 7,
		"4c000000120001030700000000000000" NO_SOCKET "fe1b000000000000" },
	{ "both families, half-open ones have two numbers", 1 << SOCK_SYN_RECV, 7,
		"4c000000120001030700000000000000" NO_SOCKET "0810000000000000" },
	{ "both families, without half-open ones", 0xff6, 7,
		"4c000000120001030700000000000000" NO_SOCKET "f60f000000000000" },
	{ "both families, no state", 0, 7,
		"4c000000120001030700000000000000" NO_SOCKET "0000000000000000" },
	{ "both families, a number of four bytes", 1 << SOCK_CLOSING, 0x04030201,
		"4c000000120001030102030400000000" NO_SOCKET "0008000000000000" },
};

static void request_for_all(void **state)
{
	const struct all_row *r = *state;
	size_t len;
	uint8_t *expected = from_hex(r->hex, &len), *out = malloc(DIAG_TCP_REQUEST);
	uint32_t more = r->states & 1 << SOCK_SYN_RECV ? 1 << SOCK_NEW_SYN_RECV : 0;
	struct inet_diag_req body;

	little_endian_only();
	assert_int_equal(len, DIAG_TCP_REQUEST);
	memset(out, 0xaa, DIAG_TCP_REQUEST);
	diag_tcp_request_all(out, r->states, r->seq);
	assert_memory_equal(out, expected, len);

	/* The kernel's own header says the same of where the states are. */
	assert_int_equal(sizeof(body), DIAG_TCP_REQUEST - NL_HEADER);
	memcpy(&body, out + NL_HEADER, sizeof(body));
	assert_int_equal(body.idiag_states, r->states | more);
	free(out);
	free(expected);
}

/* ---- Only some peers: a program that the kernel runs for each socket. */

/* Steps of the program's chain of operations, whose lengths are in `yes`, stand at their beginnings. */
static bool is_a_step(const uint8_t *program, size_t len, size_t at)
{
	size_t i = 0;

	while (i < at && i < len)
		i += program[i + 1];
	return i == at;
}

/* What the kernel refuses. */
static void audit(const uint8_t *program, size_t len)
{
	struct inet_diag_bc_op op;
	struct inet_diag_hostcond cond;
	size_t at;

	for (at = 0; at < len; at += op.yes) {
		size_t least = sizeof(op), left = len - at;

		assert_true(left >= sizeof(op));
		memcpy(&op, program + at, sizeof(op));
		if (op.code == INET_DIAG_BC_D_COND) {
			least += sizeof(cond);
			assert_true(left >= least);
			memcpy(&cond, program + at + sizeof(op), sizeof(cond));
			assert_true(cond.family == AF_INET || cond.family == AF_INET6);
			assert_int_equal(cond.port, -1);
			assert_true(cond.prefix_len <= (cond.family == AF_INET ? 32 : 128));
			assert_true(left >= least + (cond.family == AF_INET ? 4 : 16));
		} else {
			assert_int_equal(op.code, INET_DIAG_BC_JMP);
		}
		assert_true(op.no >= least && op.no <= left + 4 && op.no % 4 == 0);
		assert_true(op.yes >= least && op.yes <= left + 4 && op.yes % 4 == 0);
		if (op.no < left)
			assert_true(is_a_step(program, len, at + op.no));
	}
	assert_int_equal(at, len);
}

static bool same_bits(const uint8_t *a, const uint8_t *b, unsigned len)
{
	unsigned i;

	for (i = 0; i < len; i++)
		if ((a[i / 8] ^ b[i / 8]) >> (7 - i % 8) & 1)
			return false;
	return true;
}

/* As the kernel does it: ends exactly behind the program to accept, beyond it to reject. */
static bool accepts(const uint8_t *program, size_t len, const struct addr *a)
{
	static const uint8_t mapped[12] = { [10] = 0xff, 0xff };
	struct inet_diag_bc_op op;
	struct inet_diag_hostcond cond;
	size_t at = 0;

	while (at < len) {
		bool yes = false;

		memcpy(&op, program + at, sizeof(op));
		if (op.code == INET_DIAG_BC_D_COND) {
			const uint8_t *wanted = program + at + sizeof(op) + sizeof(cond);
			const uint8_t *bytes = a->bytes;
			bool four = a->family == ADDR_IPV4;

			memcpy(&cond, program + at + sizeof(op), sizeof(cond));
			if (!four && cond.family == AF_INET && !memcmp(bytes, mapped, 12)) {
				four = true;
				bytes += 12;
			}
			yes = four == (cond.family == AF_INET) &&
			      same_bits(bytes, wanted, cond.prefix_len);
		}
		at += yes ? op.yes : op.no;
	}
	return at == len;
}

static void random_address(struct addr *a, bool six)
{
	unsigned i;

	memset(a, 0, sizeof(*a));
	a->family = six ? ADDR_IPV6 : ADDR_IPV4;
	for (i = 0; i < (six ? 16 : 4); i++)
		a->bytes[i] = (uint8_t)unit_random();
}

/* Whether an address has one of the prefixes, bit by bit. */
static bool is_of(const struct addr *a, const struct addr_prefix *peers, unsigned count)
{
	unsigned i;

	for (i = 0; i < count; i++)
		if (peers[i].addr.family == a->family &&
			same_bits(a->bytes, peers[i].addr.bytes, peers[i].len))
			return true;
	return false;
}

static void check_peers(const struct addr_prefix *peers, unsigned count, bool all)
{
	const size_t header = all ? DIAG_TCP_REQUEST : DIAG_INET_REQUEST;
	uint8_t *out = malloc(header + DIAG_PEERS_BYTES), *before = malloc(header);
	const uint8_t *program = out + header + 4;
	struct nlmsghdr h;
	size_t len;
	unsigned i, bit;

	if (all)
		diag_tcp_request_all(out, 1 << SOCK_SYN_RECV, 7);
	else
		diag_tcp_request(out, ADDR_IPV4, 1 << SOCK_SYN_RECV, 7);
	memcpy(before, out, header);
	len = diag_of_peers(out, header, peers, count);
	assert_true(len <= header + DIAG_PEERS_BYTES);
	memcpy(&h, out, sizeof(h));
	assert_int_equal(h.nlmsg_len, len);
	assert_memory_equal(out + 4, before + 4, header - 4);
	assert_int_equal(nl_u16(out + header), len - header);
	assert_int_equal(nl_u16(out + header + 2), INET_DIAG_REQ_BYTECODE);
	len -= header + 4;
	audit(program, len);
	for (i = 0; i < count; i++) {
		struct addr a = peers[i].addr, mapped = { ADDR_IPV6, { [10] = 0xff, 0xff } };

		for (bit = 0; bit < addr_bits(a.family); bit++) {
			assert_int_equal(accepts(program, len, &a), is_of(&a, peers, count));
			if (a.family == ADDR_IPV4) {
				memcpy(mapped.bytes + 12, a.bytes, 4);
				assert_int_equal(accepts(program, len, &mapped),
					is_of(&a, peers, count) || is_of(&mapped, peers, count));
			}
			a = peers[i].addr;
			a.bytes[bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
		}
		random_address(&a, unit_random() % 2);
		assert_int_equal(accepts(program, len, &a), is_of(&a, peers, count));
	}
	free(before);
	free(out);
}

static void only_some_peers(void **state)
{
	static const unsigned counts[] = { 1, 2, 3, 5, 63, DIAG_PEERS };
	struct addr_prefix peers[DIAG_PEERS];
	unsigned c, mix, i;

	(void)state;
	little_endian_only();
	for (c = 0; c < COUNT(counts); c++)
		for (mix = 0; mix < 12; mix++) {
			for (i = 0; i < counts[c]; i++) {
				/* IPv4 alone, IPv6 alone, in turn, at random; whole and not. */
				const bool six[] = { false, true, i % 2, unit_random() % 2 };
				struct addr_prefix *p = &peers[i];

				random_address(&p->addr, six[mix % 4]);
				p->len = (uint8_t)addr_bits(p->addr.family);
				if (mix >= 4)
					p->len = (uint8_t)(unit_random() % p->len + 1);
				addr_mask(&p->addr, p->len);
			}
			check_peers(peers, counts[c], mix % 3);
		}
}

/* SOCK_DESTROY takes a request of the state's and the reply's own socket. */
static void request_to_end_one(void **state)
{
	uint8_t body[DIAG_INET_REPLY], *out = malloc(DIAG_INET_REQUEST);
	struct inet_diag_req_v2 request;
	struct inet_diag_msg reply;
	struct nlmsghdr h;
	size_t i;

	(void)state;
	little_endian_only();
	for (i = 0; i < sizeof(body); i++)
		body[i] = (uint8_t)(i + 100);
	body[0] = AF_INET6;
	memset(out, 0xaa, DIAG_INET_REQUEST);
	diag_destroy_request(out, 7, body);
	memcpy(&h, out, sizeof(h));
	memcpy(&request, out + sizeof(h), sizeof(request));
	memcpy(&reply, body, sizeof(reply));
	assert_int_equal(sizeof(h) + sizeof(request), DIAG_INET_REQUEST);
	assert_int_equal(h.nlmsg_len, DIAG_INET_REQUEST);
	assert_int_equal(h.nlmsg_type, 21); /* SOCK_DESTROY */
	assert_int_equal(h.nlmsg_flags, NLM_F_REQUEST | NLM_F_ACK);
	assert_int_equal(h.nlmsg_seq, 7);
	assert_int_equal(h.nlmsg_pid, 0);
	assert_int_equal(request.sdiag_family, AF_INET6);
	assert_int_equal(request.sdiag_protocol, IPPROTO_TCP);
	assert_int_equal(request.idiag_ext, 0);
	assert_int_equal(request.pad, 0);
	assert_int_equal(request.idiag_states, UINT32_MAX);
	assert_memory_equal(&request.id, &reply.id, sizeof(request.id));
	free(out);
}

static void request_for_names(void **state)
{
	static const char hex[] = "28000000140001030900000000000000"
				  "01000000ffffffffbeba000001000000"
				  "ffffffffffffffff";
	uint8_t *expected, *out = malloc(DIAG_UNIX_REQUEST);
	size_t len;

	(void)state;
	little_endian_only();
	expected = from_hex(hex, &len);
	assert_int_equal(len, DIAG_UNIX_REQUEST);
	diag_unix_request(out, NL_DUMP, 0xbabe, 9);
	assert_memory_equal(out, expected, len);
	free(out);
	free(expected);
}

/* Bodies of replies about unix sockets: 16 bytes, then the attributes. */
#define UNIX16 "\1\1\7\0\1\0\0\0\1\2\3\4\5\6\7\10"

#define NAME27 "abcdefghijklmnopqrstuvwxyz/"
#define NAME108 NAME27 NAME27 NAME27 NAME27

static const struct name_row {
	const char *name;
	const char *body;
	size_t len;
	const char *expected; /* as /proc/net/unix prints it */
} names[] = {
	{ "no attribute", BYTES(UNIX16), "" },
	{ "a path without a NUL behind it", BYTES(UNIX16 "\10\0\0\0/a/b"), "/a/b" },
	{ "a path that ends with a newline", BYTES(UNIX16 "\16\0\0\0/run/a\nb\n\0\0\0"),
		"/run/a\nb\n" },
	{ "an abstract name", BYTES(UNIX16 "\20\0\0\0\0two\nlines\0x"), "@two\nlines@x" },
	{ "an abstract name that ends with a NUL", BYTES(UNIX16 "\10\0\0\0\0ab\0"), "@ab@" },
	{ "an abstract name of no byte", BYTES(UNIX16 "\5\0\0\0\0"), "@" },
	{ "a name of newlines", BYTES(UNIX16 "\10\0\0\0\n\n\n\n"), "\n\n\n\n" },
	{ "the last attribute lacks its padding", BYTES(UNIX16 "\5\0\0\0x"), "x" },
	{ "padding is not the name", BYTES(UNIX16 "\5\0\0\0x\n\n\n"), "x" },
	{ "other attributes are none", BYTES(UNIX16 "\5\0\6\0\n\0\0\0\10\0\0\0a\nb\0"), "a\nb" },
	{ "a path of 108 bytes", BYTES(UNIX16 "\161\0\0\0" NAME108 "\0"), NAME108 },
	{ "a path of 109 bytes", BYTES(UNIX16 "\162\0\0\0x" NAME108 "\0"), "" },
	{ "a name that is cut", BYTES(UNIX16 "\10\0\0\0a\nb"), "" },
	{ "an attribute of length 0", BYTES(UNIX16 "\0\0\0\0\n\n\n\n"), "" },
	{ "an attribute of length 3", BYTES(UNIX16 "\3\0\0\0\n\n\n\n"), "" },
	{ "an attribute of length 4", BYTES(UNIX16 "\4\0\0\0"), "" },
	{ "another family",
		BYTES("\2\1\7\0\1\0\0\0\1\2\3\4\5\6\7\10"
		      "\5\0\0\0x"),
		"" },
	{ "15 bytes", BYTES("\1\1\7\0\1\0\0\0\1\2\3\4\5\6\7"), "" },
	{ "no bytes", BYTES(""), "" },
};

static void unix_name(void **state)
{
	const struct name_row *r = *state;
	uint8_t *body = (uint8_t *)exact(r->body, r->len);
	struct diag_unix *u = malloc(sizeof(*u));
	bool mine = r->len >= 16 && body[0] == 1;

	little_endian_only();
	assert_int_equal(diag_parse_unix(u, body, r->len), mine);
	if (mine) {
		assert_int_equal(u->inode, 1);
		assert_false(u->listening);
		assert_int_equal(u->name_len, strlen(r->expected));
		assert_memory_equal(u->name, r->expected, u->name_len);
	}
	free(u);
	free(body);
}

static void a_unix_listener(void **state)
{
	static const uint8_t body[] = "\1\1\12\0\1\0\0\0\1\2\3\4\5\6\7\10";
	struct diag_unix u;

	(void)state;
	assert_true(diag_parse_unix(&u, body, sizeof(body) - 1));
	assert_true(u.listening);
}

static void name_is_sane(const void *data, const char *bytes, size_t len)
{
	struct diag_unix *u = malloc(sizeof(*u));

	(void)data;
	if (diag_parse_unix(u, (const uint8_t *)bytes, len)) {
		assert_true(u->name_len <= UNIXSOCK_NAME && u->name_len <= len);
		assert_null(memchr(u->name, 0, u->name_len));
	}
	free(u);
}

static void names_cut_and_changed(void **state)
{
	size_t i, len;

	(void)state;
	for (i = 0; i < COUNT(names); i++) {
		every_prefix(names[i].body, names[i].len, name_is_sane, NULL);
		every_change(names[i].body, names[i].len, name_is_sane, NULL);
	}
	for (i = 0; i < COUNT(replies); i++) {
		char *bytes = (char *)from_hex(replies[i].hex, &len);

		every_prefix(bytes + NL_HEADER, len - NL_HEADER, name_is_sane, NULL);
		free(bytes);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, replies, recorded);
	UNIT_TEST(&u, replies_cut_anywhere);
	UNIT_TEST(&u, every_change_of_a_reply);
	UNIT_ROWS(&u, fields, field);
	UNIT_TEST(&u, a_listener_has_no_send_queue);
	UNIT_TEST(&u, other_families_are_refused);
	UNIT_ROWS(&u, requests, request);
	UNIT_ROWS(&u, all_requests, request_for_all);
	UNIT_TEST(&u, only_some_peers);
	UNIT_TEST(&u, request_to_end_one);
	UNIT_TEST(&u, request_for_names);
	UNIT_ROWS(&u, names, unix_name);
	UNIT_TEST(&u, a_unix_listener);
	UNIT_TEST(&u, names_cut_and_changed);
	return unit_run(&u, "diag");
}
