/* sock - one internet socket, and its line in /proc/net/{tcp,udp,udplite,raw}[6]. */
#include "core/sock.h"

#include <string.h>

bool sock_is_heading(const char *line, size_t len)
{
	struct scan s = scan_open(line, len);

	scan_skip_blanks(&s);
	return s.at == s.end || scan_word(&s, "sl");
}

/* The fields that follow the inode in a row which the kernel wrote to its end. */
static unsigned fields_behind_inode(enum sock_proto proto, unsigned state)
{
	if (proto != PROTO_TCP)
		return 3; /* ref pointer drops */
	if (state == SOCK_SYN_RECV || state == SOCK_TIME_WAIT)
		return 2; /* ref pointer */
	return 7;	  /* ref pointer rto ato quick|pingpong cwnd ssthresh */
}

static bool has_fields(struct scan *s, unsigned count)
{
	const char *token;

	for (; count; count--) {
		scan_blanks(s);
		scan_token(s, &token);
	}
	return s->ok;
}

/* True when these bytes come next; `len` is a multiple of 8. memcmp of musl goes one by one. */
static bool begins_with(const struct scan *s, const char *text, size_t len)
{
	uint64_t a, b, differs = 0;
	size_t i;

	if (!s->ok || (size_t)(s->end - s->at) < len)
		return false;
	for (i = 0; i + sizeof(a) <= len; i += sizeof(a)) {
		memcpy(&a, s->at + i, sizeof(a));
		memcpy(&b, text + i, sizeof(b));
		differs |= a ^ b;
	}
	return !differs;
}

/* From the queues to the retransmits. Most sockets are idle, and then all of it is 0. */
static void scan_queues_and_timer(struct scan *s, struct sock *sock)
{
	static const char idle[] = "00000000:00000000 00:00000000 00000000  ";

	if (begins_with(s, idle, sizeof(idle) - 1)) {
		sock->send_q = sock->recv_q = sock->timer = 0;
		sock->timer_left = sock->retransmits = 0;
		s->at += sizeof(idle) - 3; /* the blanks are the next field's */
		return;
	}
	sock->send_q = (uint32_t)scan_hex_max(s, UINT32_MAX);
	scan_char(s, ':');
	sock->recv_q = (uint32_t)scan_hex_max(s, UINT32_MAX);
	scan_blanks(s);
	sock->timer = (uint8_t)scan_hex_max(s, UINT8_MAX);
	scan_char(s, ':');
	sock->timer_left = scan_hex_max(s, UINT64_MAX);
	scan_blanks(s);
	sock->retransmits = scan_hex_max(s, UINT64_MAX);
}

/*
 *   0: 0100007F:1F90 00000000:0000 0A 00000000:00000003 00:00000000 00000000     0        0 5719 1 ...
 */
bool sock_parse_inet(struct sock *sock, enum sock_proto proto, enum addr_family family,
	enum byte_order order, const char *line, size_t len, bool whole)
{
	struct scan s = scan_open(line, len);

	scan_skip_blanks(&s);
	scan_dec(&s);
	scan_char(&s, ':');
	scan_blanks(&s);
	sock->local = addr_scan_hex(&s, family, order);
	scan_char(&s, ':');
	sock->local_port = (uint16_t)scan_hex_max(&s, UINT16_MAX);
	scan_blanks(&s);
	sock->remote = addr_scan_hex(&s, family, order);
	scan_char(&s, ':');
	sock->remote_port = (uint16_t)scan_hex_max(&s, UINT16_MAX);
	scan_blanks(&s);
	sock->state = (uint8_t)scan_hex_max(&s, UINT8_MAX);
	if (sock->state == SOCK_NEW_SYN_RECV)
		sock->state = SOCK_SYN_RECV;
	scan_blanks(&s);
	scan_queues_and_timer(&s, sock);
	scan_blanks(&s);
	sock->uid = (uint32_t)scan_dec_max(&s, UINT32_MAX);
	scan_blanks(&s);
	sock->probes = scan_dec(&s);
	scan_blanks(&s);
	sock->inode = scan_dec(&s);
	sock->backlog = 0;
	if (s.at < s.end && *s.at != ' ' && *s.at != '\t')
		return false;
	return s.ok && (whole || has_fields(&s, fields_behind_inode(proto, sock->state)));
}

const char *sock_state_name(unsigned state)
{
	static const char names[SOCK_STATES][12] = {
		[SOCK_ESTABLISHED] = "ESTABLISHED",
		[SOCK_SYN_SENT] = "SYN_SENT",
		[SOCK_SYN_RECV] = "SYN_RECV",
		[SOCK_FIN_WAIT1] = "FIN_WAIT1",
		[SOCK_FIN_WAIT2] = "FIN_WAIT2",
		[SOCK_TIME_WAIT] = "TIME_WAIT",
		[SOCK_CLOSE] = "CLOSE",
		[SOCK_CLOSE_WAIT] = "CLOSE_WAIT",
		[SOCK_LAST_ACK] = "LAST_ACK",
		[SOCK_LISTEN] = "LISTEN",
		[SOCK_CLOSING] = "CLOSING",
		[SOCK_NEW_SYN_RECV] = "SYN_RECV",
	};

	return state < SOCK_STATES && *names[state] ? names[state] : NULL;
}
