/* diag - sock_diag: the request for sockets and the reply for each. */
#include "core/diag.h"

#include <string.h>

enum {
	FAMILY_UNIX = 1, /* AF_UNIX, AF_INET, AF_INET6, IPPROTO_TCP: the same on every Linux */
	FAMILY_INET = 2,
	FAMILY_INET6 = 10,
	PROTOCOL_TCP = 6,
	SHOW_NAME = 1,	      /* UDIAG_SHOW_NAME */
	NAME_ATTRIBUTE = 0,   /* UNIX_DIAG_NAME */
	UNIX_REPLY = 16,      /* bytes before the attributes */
	REQUEST_BYTECODE = 1, /* INET_DIAG_REQ_BYTECODE, and its operations */
	BC_JMP = 1,
	BC_D_COND = 8,
};

/* A half-open connection goes by its newer number in the kernel's own tables. */
static uint32_t kernel_states(uint32_t states)
{
	return states & 1u << SOCK_SYN_RECV ? states | 1u << SOCK_NEW_SYN_RECV : states;
}

/*
 * family 1, protocol 1, extensions 1, padding 1, states 4, socket id 48
 */
void diag_tcp_request(uint8_t out[DIAG_INET_REQUEST], enum addr_family family, uint32_t states,
	uint32_t seq)
{
	uint8_t *body = out + NL_HEADER;

	memset(out, 0, DIAG_INET_REQUEST);
	nl_header(out, DIAG_BY_FAMILY, NL_REQUEST | NL_DUMP, seq, DIAG_INET_REQUEST - NL_HEADER);
	body[0] = family == ADDR_IPV6 ? FAMILY_INET6 : FAMILY_INET;
	body[1] = PROTOCOL_TCP;
	nl_put_u32(body + 4, kernel_states(states));
}

/*
 * family 1, prefix lengths 1+1, extensions 1, socket id 48, states 4, 4
 */
void diag_tcp_request_all(uint8_t out[DIAG_TCP_REQUEST], uint32_t states, uint32_t seq)
{
	memset(out, 0, DIAG_TCP_REQUEST);
	nl_header(out, DIAG_TCP, NL_REQUEST | NL_DUMP, seq, DIAG_TCP_REQUEST - NL_HEADER);
	nl_put_u32(out + NL_HEADER + 52, kernel_states(states));
}

/*
 * A program of INET_DIAG_BC_D_COND, one for each prefix: operation 1, bytes to go on when true 1 and
 * when false 2, family 1, prefix length 1, padding 2, port 4 (-1: any), address. When true, a jump
 * goes to the end, which accepts; when the last is false, four bytes further, which rejects.
 */
size_t diag_of_peers(uint8_t *request, size_t len, const struct addr_prefix *peers, unsigned count)
{
	struct nl_build b = { request, len };
	uint8_t program[DIAG_PEERS_BYTES] = { 0 };
	size_t used = 0, jumps = 0;
	unsigned i;

	for (i = 0; i < count; i++) {
		size_t bytes = addr_bits(peers[i].addr.family) / 8, size = 12 + bytes;
		uint8_t *op = program + used;

		op[0] = BC_D_COND;
		op[1] = (uint8_t)size;
		nl_put_u16(op + 2, (uint16_t)(size + 4));
		op[4] = bytes == 4 ? FAMILY_INET : FAMILY_INET6;
		op[5] = peers[i].len;
		nl_put_u32(op + 8, UINT32_MAX);
		memcpy(op + 12, peers[i].addr.bytes, bytes);
		op[size] = BC_JMP;
		op[size + 1] = 4;
		used += size + 4;
	}
	/* Behind the last one no jump is needed. */
	if (count)
		used -= 4;
	for (i = 0; i + 1 < count; i++) {
		jumps += program[jumps + 1];
		nl_put_u16(program + jumps + 2, (uint16_t)(used - jumps));
		jumps += 4;
	}
	nl_put(&b, REQUEST_BYTECODE, program, used);
	nl_put_u32(request, (uint32_t)b.len);
	return b.len;
}

/*
 * family 1, protocol 1, extensions 1, padding 1, states 4, socket id 48 as in the reply
 */
void diag_destroy_request(uint8_t out[DIAG_INET_REQUEST], uint32_t seq,
	const uint8_t body[DIAG_INET_REPLY])
{
	memset(out, 0, DIAG_INET_REQUEST);
	nl_header(out, DIAG_DESTROY, NL_REQUEST | NL_ACK, seq, DIAG_INET_REQUEST - NL_HEADER);
	out[NL_HEADER] = body[0];
	out[NL_HEADER + 1] = PROTOCOL_TCP;
	nl_put_u32(out + NL_HEADER + 4, UINT32_MAX);
	memcpy(out + NL_HEADER + 8, body + 4, 48);
}

/*
 * family 1, state 1, timer 1, retransmits 1, ports 2+2 and addresses 16+16 in network byte
 * order, interface 4, cookie 8, expires 4, receive queue 4, send queue 4, uid 4, inode 4
 */
bool diag_parse_tcp(struct sock *s, const uint8_t *body, size_t len)
{
	size_t bytes;

	if (len < DIAG_INET_REPLY || (body[0] != FAMILY_INET && body[0] != FAMILY_INET6))
		return false;
	memset(s, 0, sizeof(*s));
	s->local.family = body[0] == FAMILY_INET ? ADDR_IPV4 : ADDR_IPV6;
	s->remote.family = s->local.family;
	s->state = body[1] == SOCK_NEW_SYN_RECV ? SOCK_SYN_RECV : body[1];
	s->timer = body[2];
	s->retransmits = body[3];
	s->local_port = (uint16_t)(body[4] << 8 | body[5]);
	s->remote_port = (uint16_t)(body[6] << 8 | body[7]);
	bytes = body[0] == FAMILY_INET ? 4 : 16;
	memcpy(s->local.bytes, body + 8, bytes);
	memcpy(s->remote.bytes, body + 24, bytes);
	s->timer_left = nl_u32(body + 52);
	s->recv_q = nl_u32(body + 56);
	/* A listener's is the limit of its accept queue; /proc shows none. */
	if (s->state == SOCK_LISTEN)
		s->backlog = nl_u32(body + 60);
	else
		s->send_q = nl_u32(body + 60);
	s->uid = nl_u32(body + 64);
	s->inode = nl_u32(body + 68);
	return true;
}

/*
 * family 1, protocol 1, padding 2, states 4, inode 4, what to show 4, cookie 8 (all ones: any)
 */
void diag_unix_request(uint8_t out[DIAG_UNIX_REQUEST], uint16_t flags, uint32_t inode, uint32_t seq)
{
	uint8_t *body = out + NL_HEADER;

	memset(out, 0, DIAG_UNIX_REQUEST);
	nl_header(out, DIAG_BY_FAMILY, NL_REQUEST | flags, seq, DIAG_UNIX_REQUEST - NL_HEADER);
	body[0] = FAMILY_UNIX;
	nl_put_u32(body + 4, UINT32_MAX);
	nl_put_u32(body + 8, inode);
	nl_put_u32(body + 12, SHOW_NAME);
	memset(body + 16, 0xff, 8);
}

/* A path has a NUL behind it, an abstract name has one in front. */
static void unix_name(struct diag_unix *u, const struct nl_attr *a)
{
	size_t len = a->len && a->body[0] ? a->len - (a->body[a->len - 1] == 0) : a->len;
	size_t i;

	if (len > UNIXSOCK_NAME)
		return;
	for (i = 0; i < len; i++)
		u->name[i] = a->body[i] ? (char)a->body[i] : '@';
	u->name_len = len;
}

/*
 * family 1, type 1, state 1, padding 1, inode 4, cookie 8, then the attributes
 */
bool diag_parse_unix(struct diag_unix *u, const uint8_t *body, size_t len)
{
	struct nl_walk attributes;
	struct nl_attr a;

	if (len < UNIX_REPLY || body[0] != FAMILY_UNIX)
		return false;
	u->listening = body[2] == SOCK_LISTEN;
	u->inode = nl_u32(body + 4);
	u->name_len = 0;
	attributes = nl_open(body + UNIX_REPLY, len - UNIX_REPLY);
	while (nl_next_attr(&attributes, &a))
		if (a.type == NAME_ATTRIBUTE)
			unix_name(u, &a);
	return true;
}
