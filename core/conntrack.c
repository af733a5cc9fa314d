/* conntrack - one tracked connection: a line of /proc/net/nf_conntrack or ip_conntrack. */
#include "core/conntrack.h"

#include <string.h>

/*
 * What is known of the words of a line: the keys of a way, each a bit of `seen`, those of the
 * destination odd; other keys; flags, in the order of their bits.
 */
enum word {
	SRC,
	DST,
	SPORT,
	DPORT,
	SRCKEY,
	DSTKEY,
	ID,
	PACKETS,
	BYTES,
	USE, /* the last word */
	SECCTX,
	FLAG,
	IPV4 = FLAG + 4,
	IPV6,
	OTHER,
};

static const char words[] =
	"src\0dst\0sport\0dport\0srckey\0dstkey\0id\0packets\0bytes\0use\0secctx\0"
	"[UNREPLIED]\0[ASSURED]\0[OFFLOAD]\0[HW_OFFLOAD]\0ipv4\0ipv6";

enum {
	ADDRESSES = 1 << SRC | 1 << DST,
	COUNTS = 1 << PACKETS | 1 << BYTES,
};

enum {
	PROTOCOL_TCP = 6,
	DELETE = 0x102, /* IPCTNL_MSG_CT_DELETE of NFNL_SUBSYS_CTNETLINK */
};

struct reader {
	struct conntrack *c;
	unsigned ways; /* that have begun */
	unsigned seen[CONNTRACK_WAYS];
	bool used;  /* the last word was there */
	bool label; /* secctx= was there, behind which may stand anything */
};

static enum word word_of(const char *text, size_t len)
{
	const char *p = words;
	enum word w;

	for (w = SRC; w < OTHER; w++) {
		size_t n = strlen(p);

		if (n == len && memcmp(p, text, len) == 0)
			break;
		p += n + 1;
	}
	return w;
}

static bool keep_word(char word[CONNTRACK_WORD], const char *text, size_t len)
{
	if (len >= CONNTRACK_WORD || *word || memchr(text, 0, len))
		return false;
	memcpy(word, text, len);
	return true;
}

/* src=192.0.2.13 and its like; false: malformed. */
static bool take_value(struct reader *r, enum word k, struct scan s)
{
	unsigned way = k == SRC ? r->ways++ : r->ways - 1;
	struct conntrack_tuple *t;
	uint64_t n = 0;

	if (way >= CONNTRACK_WAYS || r->seen[way] & 1u << k)
		return false;
	r->seen[way] |= 1u << k;
	t = &r->c->way[way];
	if (k <= DST) {
		struct addr a = addr_scan_text(&s);

		if (!r->c->family)
			r->c->family = a.family;
		if (a.family != r->c->family)
			return false;
		*(k == SRC ? &t->src : &t->dst) = a;
	} else if (k == SRCKEY || k == DSTKEY) {
		s.ok = scan_take(&s, "0x");
		n = scan_hex_max(&s, UINT16_MAX);
	} else {
		n = scan_dec_max(&s, k < PACKETS ? UINT16_MAX : UINT64_MAX);
	}
	if (k == PACKETS)
		t->packets = n;
	else if (k == BYTES)
		t->bytes = n;
	else if (k > DST)
		*((k == ID ? way : k & 1) ? &t->dport : &t->sport) = (int32_t)n;
	return scan_done(&s);
}

/* A word behind the protocol's number; false: malformed. */
static bool take_word(struct reader *r, const char *word, size_t len)
{
	const char *sign = memchr(word, '=', len);
	enum word w = word_of(word, sign ? (size_t)(sign - word) : len);
	struct conntrack *c = r->c;
	struct scan s = scan_open(word, len);

	r->used = sign && w == USE;
	if (r->used || r->label)
		return true;
	if (sign) {
		r->label = w == SECCTX;
		s.at = sign + 1;
		return w > BYTES || take_value(r, w, s);
	}
	if (*word == '[') {
		if (w < IPV4)
			c->flags |= (uint8_t)(1 << (w - FLAG));
		return true;
	}
	if (r->ways)
		return false;
	if (*word >= 'A' && *word <= 'Z')
		return keep_word(c->state, word, len);
	/* Old kernels give a timer that should have run down less than 0 seconds. */
	if (c->has_timeout || *c->state)
		return false;
	if (*word == '-')
		scan_char(&s, '-');
	c->timeout = (uint32_t)scan_dec_max(&s, UINT32_MAX);
	if (*word == '-')
		c->timeout = 0;
	c->has_timeout = true;
	return scan_done(&s);
}

static bool is_same(const struct addr *a, int32_t port, const struct addr *b, int32_t other)
{
	return port == other && memcmp(a, b, sizeof(*a)) == 0;
}

/* Both ways have the same keys, at least addresses; of ports both or none. */
static bool complete(struct reader *r)
{
	struct conntrack *c = r->c;
	const struct conntrack_tuple *there = &c->way[CONNTRACK_ORIGINAL];
	const struct conntrack_tuple *back = &c->way[CONNTRACK_REPLY];
	unsigned both = r->seen[CONNTRACK_ORIGINAL] & r->seen[CONNTRACK_REPLY];
	unsigned one = r->seen[CONNTRACK_ORIGINAL] ^ r->seen[CONNTRACK_REPLY];

	c->has_counts = (both & COUNTS) == COUNTS;
	c->source_changed = !is_same(&there->src, there->sport, &back->dst, back->dport);
	c->destination_changed = !is_same(&there->dst, there->dport, &back->src, back->sport);
	return (both & ADDRESSES) == ADDRESSES && !(one & ~(unsigned)COUNTS) &&
	       (there->sport < 0) == (back->dport < 0);
}

/*
 * ipv4     2 tcp      6 431979 ESTABLISHED src=192.0.2.13 dst=198.51.100.78 sport=41971 dport=3389
 * src=198.51.100.78 dst=203.0.113.13 sport=3389 dport=41971 [ASSURED] mark=0 zone=0 use=2
 *
 * The old file has no `ipv4     2`.
 */
bool conntrack_parse(struct conntrack *c, const char *line, size_t len, bool whole)
{
	struct reader r = { .c = c };
	struct scan s = scan_open(line, len);
	const char *word;
	enum word w;

	memset(c, 0, sizeof(*c));
	c->way[0].sport = c->way[0].dport = c->way[1].sport = c->way[1].dport = -1;
	len = scan_token(&s, &word);
	w = word_of(word, len);
	if (w == IPV4 || w == IPV6) {
		c->family = w == IPV4 ? ADDR_IPV4 : ADDR_IPV6;
		scan_blanks(&s);
		scan_dec(&s);
		scan_blanks(&s);
		len = scan_token(&s, &word);
	}
	scan_blanks(&s);
	if (!s.ok || !keep_word(c->name, word, len))
		return false;
	c->protocol = (uint8_t)scan_dec_max(&s, UINT8_MAX);
	scan_blanks(&s);
	while (s.ok && s.at < s.end && !r.used) {
		len = scan_token(&s, &word);
		if (!take_word(&r, word, len))
			return false;
		scan_skip_blanks(&s);
	}
	return s.ok && (whole || r.used) && complete(&r);
}

bool conntrack_is_half_open(const struct conntrack *c)
{
	if (c->protocol != PROTOCOL_TCP || c->way[0].sport < 0)
		return false;
	return strcmp(c->state, "SYN_RECV") == 0 ||
	       (strcmp(c->state, "SYN_SENT") == 0 && c->flags & CONNTRACK_UNREPLIED);
}

static void put_port(struct nl_build *b, uint16_t type, int32_t port)
{
	const uint8_t bytes[2] = { (uint8_t)(port >> 8), (uint8_t)port };

	nl_put(b, type, bytes, sizeof(bytes));
}

/*
 * family 1, version 1, 0 2, then the tuple of the original way: addresses, protocol and ports
 */
size_t conntrack_delete_request(uint8_t out[CONNTRACK_REQUEST], uint32_t seq,
	const struct conntrack *c)
{
	const struct conntrack_tuple *t = &c->way[CONNTRACK_ORIGINAL];
	const bool ipv4 = c->family == ADDR_IPV4;
	struct nl_build b = { out, NL_HEADER + 4 };
	size_t tuple, nest, len = addr_bits((enum addr_family)c->family) / 8;

	memset(out, 0, CONNTRACK_REQUEST);
	out[NL_HEADER] = ipv4 ? 2 : 10; /* AF_INET, AF_INET6 */
	tuple = nl_nest(&b, 1 | NL_NESTED);
	nest = nl_nest(&b, 1 | NL_NESTED);
	nl_put(&b, ipv4 ? 1 : 3, t->src.bytes, len);
	nl_put(&b, ipv4 ? 2 : 4, t->dst.bytes, len);
	nl_nest_end(&b, nest);
	nest = nl_nest(&b, 2 | NL_NESTED);
	nl_put(&b, 1, &c->protocol, 1);
	put_port(&b, 2, t->sport);
	put_port(&b, 3, t->dport);
	nl_nest_end(&b, nest);
	nl_nest_end(&b, tuple);
	return nl_header(out, DELETE, NL_REQUEST | NL_ACK, seq, b.len - NL_HEADER);
}
