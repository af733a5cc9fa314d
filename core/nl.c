/* nl - netlink messages as bytes: a bounded walk over what came, a request to send. */
#include "core/nl.h"

#include <string.h>

enum {
	CAPPED = 0x100, /* flags of NL_ERROR messages */
	HAS_ATTRIBUTES = 0x200,
	WORDS = 1, /* NLMSGERR_ATTR_MSG */
};

uint16_t nl_u16(const uint8_t *p)
{
	uint16_t n;

	memcpy(&n, p, sizeof(n));
	return n;
}

uint32_t nl_u32(const uint8_t *p)
{
	uint32_t n;

	memcpy(&n, p, sizeof(n));
	return n;
}

void nl_put_u16(uint8_t *p, uint16_t n)
{
	memcpy(p, &n, sizeof(n));
}

void nl_put_u32(uint8_t *p, uint32_t n)
{
	memcpy(p, &n, sizeof(n));
}

struct nl_walk nl_open(const void *bytes, size_t len)
{
	const uint8_t *at = bytes;

	return (struct nl_walk){ at, at + len };
}

/* Steps over `len` bytes and the padding behind them, which the last one may lack. */
static void step(struct nl_walk *w, size_t len)
{
	size_t padded = (len + NL_ALIGN - 1) & ~(size_t)(NL_ALIGN - 1);
	size_t left = (size_t)(w->end - w->at);

	w->at += padded < left ? padded : left;
}

/*
 * length 4, type 2, flags 2, sequence 4, port 4, then the body
 */
bool nl_next(struct nl_walk *w, struct nl_msg *m)
{
	size_t left = (size_t)(w->end - w->at);
	size_t len = left >= NL_HEADER ? nl_u32(w->at) : 0;

	if (len < NL_HEADER || len > left) {
		w->at = w->end;
		return false;
	}
	m->type = nl_u16(w->at + 4);
	m->flags = nl_u16(w->at + 6);
	m->seq = nl_u32(w->at + 8);
	m->body = w->at + NL_HEADER;
	m->len = len - NL_HEADER;
	step(w, len);
	return true;
}

/*
 * length 2 (with these four bytes), type 2, then the body
 */
bool nl_next_attr(struct nl_walk *w, struct nl_attr *a)
{
	size_t left = (size_t)(w->end - w->at);
	size_t len = left >= 4 ? nl_u16(w->at) : 0;

	if (len < 4 || len > left) {
		w->at = w->end;
		return false;
	}
	a->type = nl_u16(w->at + 2);
	a->body = w->at + 4;
	a->len = len - 4;
	step(w, len);
	return true;
}

int nl_error(const struct nl_msg *m)
{
	int32_t error;

	if (m->len < sizeof(error))
		return m->type == NL_DONE ? 0 : -1;
	memcpy(&error, m->body, sizeof(error));
	return error > 0 || error < -4095 ? -1 : -error;
}

/*
 * errno 4, the header of the request at fault 16, its body unless that was left out, attributes
 */
size_t nl_error_words(const struct nl_msg *m, const char **words)
{
	const size_t fixed = 4 + NL_HEADER;
	struct nl_walk w;
	struct nl_attr a;
	size_t request;

	if (m->type != NL_ERROR || !(m->flags & HAS_ATTRIBUTES) || m->len < fixed)
		return 0;
	request = m->flags & CAPPED ? NL_HEADER : nl_u32(m->body + 4);
	if (request < NL_HEADER || request > m->len - 4)
		return 0;
	w = nl_open(m->body + 4, m->len - 4);
	step(&w, request);
	while (nl_next_attr(&w, &a))
		if (a.type == WORDS && a.len) {
			const uint8_t *end = memchr(a.body, 0, a.len);

			*words = (const char *)a.body;
			return end ? (size_t)(end - a.body) : a.len;
		}
	return 0;
}

size_t nl_header(uint8_t out[NL_HEADER], uint16_t type, uint16_t flags, uint32_t seq, size_t body)
{
	nl_put_u32(out, (uint32_t)(NL_HEADER + body));
	nl_put_u16(out + 4, type);
	nl_put_u16(out + 6, flags);
	nl_put_u32(out + 8, seq);
	nl_put_u32(out + 12, 0);
	return NL_HEADER + body;
}

void nl_put(struct nl_build *b, uint16_t type, const void *value, size_t len)
{
	nl_put_u16(b->bytes + b->len, (uint16_t)(4 + len));
	nl_put_u16(b->bytes + b->len + 2, type);
	memcpy(b->bytes + b->len + 4, value, len);
	b->len += (4 + len + NL_ALIGN - 1) & ~(size_t)(NL_ALIGN - 1);
}

size_t nl_nest(struct nl_build *b, uint16_t type)
{
	size_t from = b->len;

	nl_put(b, type, "", 0);
	return from;
}

void nl_nest_end(struct nl_build *b, size_t from)
{
	nl_put_u16(b->bytes + from, (uint16_t)(b->len - from));
}
