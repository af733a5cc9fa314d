/* nl - bytes from a netlink socket: messages, their attributes, and the sockets they tell of. */
#include "core/diag.h"

#include "fuzz.h"

static void walk_attributes(const uint8_t *bytes, size_t len)
{
	struct nl_walk w = nl_open(bytes, len);
	struct nl_attr a;
	size_t n = 0;

	while (nl_next_attr(&w, &a)) {
		CHECK(a.body >= bytes + 4 && a.body + a.len <= bytes + len);
		CHECK(w.at >= a.body + a.len && w.at <= w.end);
		CHECK(++n <= len / 4);
	}
	CHECK(w.at == w.end && !nl_next_attr(&w, &a));
}

/* The request to end a connection is about the one of the reply. */
static void check_destroy(const uint8_t *body)
{
	uint8_t *out = malloc(DIAG_INET_REQUEST);

	diag_destroy_request(out, 1, body);
	CHECK(nl_u32(out) == DIAG_INET_REQUEST && out[NL_HEADER] == body[0]);
	CHECK(memcmp(out + NL_HEADER + 8, body + 4, 48) == 0);
	free(out);
}

static void check_message(const struct nl_msg *m)
{
	uint8_t *body = (uint8_t *)exact(m->body, m->len);
	struct nl_msg copy = *m;
	struct diag_unix *u = malloc(sizeof(*u));
	struct sock s;
	int error;

	copy.body = body;
	error = nl_error(&copy);
	CHECK(error >= -1);
	walk_attributes(body, m->len);
	if (m->len > DIAG_INET_REPLY)
		walk_attributes(body + DIAG_INET_REPLY, m->len - DIAG_INET_REPLY);
	if (diag_parse_tcp(&s, body, m->len)) {
		CHECK(m->len >= DIAG_INET_REPLY);
		CHECK(s.local.family == s.remote.family && s.state != SOCK_NEW_SYN_RECV);
		CHECK(s.state == SOCK_LISTEN ? !s.send_q : !s.backlog);
		check_destroy(body);
	}
	if (diag_parse_unix(u, body, m->len)) {
		CHECK(u->name_len <= UNIXSOCK_NAME && u->name_len <= m->len);
		CHECK(!memchr(u->name, 0, u->name_len));
	}
	free(u);
	free(body);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct nl_walk w = nl_open(data, size);
	struct nl_msg m;
	size_t n = 0;

	while (nl_next(&w, &m)) {
		CHECK(m.body >= data + NL_HEADER && m.body + m.len <= data + size);
		CHECK(w.at >= m.body + m.len && w.at <= w.end);
		CHECK(++n <= size / NL_HEADER);
		check_message(&m);
	}
	CHECK(w.at == w.end && !nl_next(&w, &m));
	return 0;
}
