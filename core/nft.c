/* nft - nfnetlink: the table that drops the SYN packets of addresses, each for its time. */
#include "core/nft.h"

#include <string.h>

/* Types of messages and flags, of include/uapi/linux/netfilter/nfnetlink.h and nf_tables.h. */
enum {
	BATCH_BEGIN = 0x10,
	BATCH_END = 0x11,
	NEW_TABLE = 0xa00,
	DELETE_TABLE = 0xa02,
	NEW_CHAIN = 0xa03,
	NEW_RULE = 0xa06,
	GET_SETS = 0xa0a,
	GET_ELEMENTS = 0xa0d,
	DELETE_ELEMENTS = 0xa0e,
	APPEND = 0x800, /* NLM_F_APPEND */
	SUBSYSTEM = 10,
	FAMILY_ANY = 1, /* inet */
	GENERAL = 4,	/* bytes of struct nfgenmsg */
	SET_TIMEOUT = 0x10,
	SET_SIZE = 4096,
	SET_NAME = 16, /* bytes of the longest name of a set, and its NUL */
	RAW = -300,    /* priority */
};

static const char table[] = "netlet";
static const char chain[] = "drop_syn";

/*
 * What a rule consists of: an expression's attributes 1 to 4 as numbers, and one more that is bytes.
 * Some depend on the set.
 */
enum {
	NONE = 0xf0,
	OFFSET, /* of the source's address in its header */
	LENGTH, /* of an address */
	FAMILY, /* its number in Linux */
	MASK,	/* of the prefix, and the zeros that a bitwise wants beside it */
	SET,	/* its name */
	DROP,
};

struct expression {
	char name[10];
	uint8_t numbers[4];
	uint8_t type; /* of the attribute that is bytes; 0: there is none */
	uint8_t byte;
};

static const struct expression rule[] = {
	{ "meta", { 1, 15, NONE, NONE }, 0, 0 }, /* register 1 is now the network protocol */
	{ "cmp", { 1, 0, NONE, NONE }, 3, FAMILY }, { "payload", { 1, 1, OFFSET, LENGTH }, 0, 0 },
	{ "bitwise", { 1, 1, LENGTH, NONE }, 4, MASK },
	{ "lookup", { NONE, 1, NONE, NONE }, 1, SET },
	{ "meta", { 1, 16, NONE, NONE }, 0, 0 }, /* the transport protocol: */
	{ "cmp", { 1, 0, NONE, NONE }, 3, 6 },	 /* TCP */
	{ "payload", { 1, 2, 13, 1 }, 0, 0 },	 /* its flags: SYN of FIN, SYN, RST, ACK */
	{ "bitwise", { 1, 1, 1, NONE }, 4, 0x17 }, { "cmp", { 1, 0, NONE, NONE }, 3, 0x02 },
	{ "counter", { NONE, NONE, NONE, NONE }, 0, 0 },
	{ "immediate", { 0, NONE, NONE, NONE }, 2, DROP }, /* register 0 is the verdict */
};

/* ---- Messages. */

static size_t begin(struct nl_build *b, uint16_t type, uint16_t flags, uint32_t seq)
{
	size_t from = b->len;
	uint8_t *body = b->bytes + from + NL_HEADER;
	bool is_edge = type == BATCH_BEGIN || type == BATCH_END;

	nl_header(b->bytes + from, type, NL_REQUEST | flags, seq, 0);
	if (is_edge)
		body[3] = SUBSYSTEM;
	else
		body[0] = FAMILY_ANY;
	b->len += NL_HEADER + GENERAL;
	return from;
}

static void end(struct nl_build *b, size_t from)
{
	nl_put_u32(b->bytes + from, (uint32_t)(b->len - from));
}

static struct nl_build begin_batch(uint8_t out[NFT_REQUEST], uint32_t seq)
{
	struct nl_build b = { out, 0 };

	memset(out, 0, NFT_REQUEST);
	begin(&b, BATCH_BEGIN, 0, seq);
	end(&b, 0);
	return b;
}

/* Behind the last message of a batch, which begins at `last`, and is the one that is answered. */
static size_t end_batch(struct nl_build *b, size_t last, uint32_t seq)
{
	uint16_t flags = nl_u16(b->bytes + last + 6);

	nl_put_u16(b->bytes + last + 6, flags | NL_ACK);
	last = begin(b, BATCH_END, 0, seq);
	end(b, last);
	return b->len;
}

static void put_text(struct nl_build *b, uint16_t type, const char *text)
{
	nl_put(b, type, text, strlen(text) + 1);
}

/* Numbers are in network byte order here. */
static void put_number(struct nl_build *b, uint16_t type, uint32_t n)
{
	const uint8_t bytes[4] = { (uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8),
		(uint8_t)n };

	nl_put(b, type, bytes, sizeof(bytes));
}

static void put_name(struct nl_build *b, uint16_t type, const struct addr_prefix *p)
{
	char name[SET_NAME];
	struct fmt f = fmt_open(name, sizeof(name) - 1);

	fmt_str(&f, "blocked");
	fmt_dec(&f, p->addr.family);
	if (p->len < addr_bits(p->addr.family)) {
		fmt_char(&f, '_');
		fmt_dec(&f, p->len);
	}
	*f.at = 0;
	put_text(b, type, name);
}

static uint8_t address_bytes(const struct addr_prefix *p)
{
	return (uint8_t)(addr_bits(p->addr.family) / 8);
}

/* ---- The table. */

static void put_data(struct nl_build *b, uint16_t type, const void *bytes, size_t len)
{
	size_t data = nl_nest(b, type | NL_NESTED);

	nl_put(b, 1, bytes, len);
	nl_nest_end(b, data);
}

static void put_bytes(struct nl_build *b, const struct expression *e, const struct addr_prefix *p)
{
	struct addr mask = { .bytes = { e->byte } };
	struct addr zeros = { 0 };
	size_t len = 1, data;

	if (e->byte == SET) {
		put_name(b, e->type, p);
		return;
	}
	if (e->byte == DROP) {
		data = nl_nest(b, e->type | NL_NESTED);
		put_data(b, 2 | NL_NESTED, "\0\0\0", 4);
		nl_nest_end(b, data);
		return;
	}
	if (e->byte == FAMILY)
		mask.bytes[0] = p->addr.family == ADDR_IPV4 ? 2 : 10;
	if (e->byte == MASK) {
		memset(mask.bytes, 0xff, sizeof(mask.bytes));
		addr_mask(&mask, p->len);
		len = address_bytes(p);
	}
	put_data(b, e->type, mask.bytes, len);
	if (e->type == 4)
		put_data(b, 5, zeros.bytes, len);
}

static void put_expression(struct nl_build *b, const struct expression *e,
	const struct addr_prefix *p)
{
	size_t element = nl_nest(b, 1 | NL_NESTED), data;
	uint16_t i;

	put_text(b, 1, e->name);
	data = nl_nest(b, 2 | NL_NESTED);
	for (i = 0; i < sizeof(e->numbers); i++) {
		uint8_t n = e->numbers[i];

		if (n == OFFSET)
			n = p->addr.family == ADDR_IPV4 ? 12 : 8;
		if (n == LENGTH)
			n = address_bytes(p);
		if (n != NONE)
			put_number(b, i + 1, n);
	}
	if (e->type)
		put_bytes(b, e, p);
	nl_nest_end(b, data);
	nl_nest_end(b, element);
}

/* A set and its rule; gives where the last message begins. */
static size_t put_set(struct nl_build *b, uint32_t seq, const struct addr_prefix *p)
{
	bool whole = p->len == addr_bits(p->addr.family);
	size_t from = begin(b, NFT_NEW_SET, NL_CREATE | NL_EXCL, seq), nest, i;

	put_text(b, 1, table);
	put_name(b, 2, p);
	put_number(b, 3, SET_TIMEOUT);
	put_number(b, 4, p->addr.family == ADDR_IPV4 ? 7 : 8);
	put_number(b, 5, address_bytes(p));
	nest = nl_nest(b, 9 | NL_NESTED);
	put_number(b, 1, SET_SIZE);
	nl_nest_end(b, nest);
	put_number(b, 10, p->addr.family); /* a number of its own in this batch */
	end(b, from);
	from = begin(b, NEW_RULE, NL_CREATE | APPEND, seq);
	put_text(b, 1, table);
	put_text(b, 2, chain);
	nest = nl_nest(b, 4 | NL_NESTED);
	for (i = 0; i < sizeof(rule) / sizeof(*rule); i++)
		if (!whole || rule[i].byte != MASK)
			put_expression(b, &rule[i], p);
	nl_nest_end(b, nest);
	end(b, from);
	return from;
}

size_t nft_table_request(uint8_t out[NFT_REQUEST], uint32_t seq)
{
	static const struct addr_prefix ipv4 = { { ADDR_IPV4, { 0 } }, 32 };
	static const struct addr_prefix ipv6 = { { ADDR_IPV6, { 0 } }, 128 };
	struct nl_build b = begin_batch(out, seq);
	size_t from = begin(&b, NEW_TABLE, NL_CREATE | NL_EXCL, seq), nest;

	put_text(&b, 1, table);
	end(&b, from);
	from = begin(&b, NEW_CHAIN, NL_CREATE, seq);
	put_text(&b, 1, table);
	put_text(&b, 3, chain);
	nest = nl_nest(&b, 4 | NL_NESTED);
	put_number(&b, 1, 0);
	put_number(&b, 2, (uint32_t)RAW);
	nl_nest_end(&b, nest);
	put_text(&b, 7, "filter");
	end(&b, from);
	put_set(&b, seq, &ipv4);
	return end_batch(&b, put_set(&b, seq, &ipv6), seq);
}

size_t nft_set_request(uint8_t out[NFT_REQUEST], uint32_t seq, const struct addr_prefix *p)
{
	struct nl_build b = begin_batch(out, seq);

	return end_batch(&b, put_set(&b, seq, p), seq);
}

size_t nft_remove_request(uint8_t out[NFT_REQUEST], uint32_t seq)
{
	struct nl_build b = begin_batch(out, seq);
	size_t from = begin(&b, DELETE_TABLE, 0, seq);

	put_text(&b, 1, table);
	end(&b, from);
	return end_batch(&b, from, seq);
}

/* ---- Elements. */

static size_t put_element(struct nl_build *b, uint16_t type, uint32_t seq,
	const struct addr_prefix *p, uint64_t ms)
{
	size_t from = begin(b, type, type == DELETE_ELEMENTS ? 0 : NL_CREATE, seq);
	size_t list, element;
	uint8_t timeout[8];
	unsigned i;

	for (i = 0; i < sizeof(timeout); i++)
		timeout[i] = (uint8_t)(ms >> (56 - 8 * i));
	put_text(b, 1, table);
	put_name(b, 2, p);
	list = nl_nest(b, 3 | NL_NESTED);
	element = nl_nest(b, 1 | NL_NESTED);
	if (ms)
		nl_put(b, 4, timeout, sizeof(timeout));
	put_data(b, 1, p->addr.bytes, address_bytes(p));
	nl_nest_end(b, element);
	nl_nest_end(b, list);
	end(b, from);
	return from;
}

size_t nft_block_request(uint8_t out[NFT_REQUEST], uint32_t seq, const struct addr_prefix *p,
	uint64_t ms, bool renew)
{
	struct nl_build b = begin_batch(out, seq);

	/* Adding what is there leaves it its old time before Linux 6.12. */
	if (renew) {
		put_element(&b, NFT_NEW_ELEMENTS, seq, p, ms);
		put_element(&b, DELETE_ELEMENTS, seq, p, 0);
	}
	return end_batch(&b, put_element(&b, NFT_NEW_ELEMENTS, seq, p, ms), seq);
}

size_t nft_unblock_request(uint8_t out[NFT_REQUEST], uint32_t seq, const struct addr_prefix *p)
{
	struct nl_build b = begin_batch(out, seq);

	return end_batch(&b, put_element(&b, DELETE_ELEMENTS, seq, p, 0), seq);
}

/* ---- What is there. */

size_t nft_dump_request(uint8_t out[NFT_REQUEST], uint32_t seq, const struct addr_prefix *p)
{
	struct nl_build b = { out, 0 };

	memset(out, 0, NFT_REQUEST);
	begin(&b, p ? GET_ELEMENTS : GET_SETS, NL_DUMP, seq);
	put_text(&b, 1, table);
	if (p)
		put_name(&b, 2, p);
	end(&b, 0);
	return b.len;
}

/* The attribute of such a type, or an empty one. */
static struct nl_attr find(struct nl_walk w, uint16_t type)
{
	struct nl_attr a;

	while (nl_next_attr(&w, &a))
		if ((a.type & ~NL_NESTED) == type)
			return a;
	return (struct nl_attr){ .body = w.end };
}

static struct nl_walk attributes(const uint8_t *body, size_t len)
{
	return len < GENERAL ? nl_open(body, 0) : nl_open(body + GENERAL, len - GENERAL);
}

static struct nl_walk inside(const struct nl_attr *a)
{
	return nl_open(a->body, a->len);
}

bool nft_parse_set(struct addr_prefix *p, const uint8_t *body, size_t len)
{
	struct nl_walk w = attributes(body, len);
	struct nl_attr name = find(w, 2);
	struct scan s = scan_open((const char *)name.body, name.len);
	uint64_t bits;

	memset(p, 0, sizeof(*p));
	if (!scan_take(&s, "blocked"))
		return false;
	p->addr.family = (uint8_t)scan_dec_max(&s, ADDR_IPV6);
	bits = addr_bits(p->addr.family);
	if (scan_take(&s, "_"))
		bits = scan_dec_max(&s, bits);
	scan_char(&s, 0);
	p->len = (uint8_t)bits;
	return scan_done(&s) && (p->addr.family == ADDR_IPV4 || p->addr.family == ADDR_IPV6);
}

struct nl_walk nft_elements(const uint8_t *body, size_t len)
{
	struct nl_attr list = find(attributes(body, len), 3);

	return inside(&list);
}

/* Elements whose time has come may still be there. */
bool nft_next_element(struct nl_walk *w, struct addr_prefix *p, uint64_t *ms)
{
	struct nl_attr a, key, left;
	unsigned i;

	while (nl_next_attr(w, &a)) {
		key = find(inside(&a), 1);
		key = find(inside(&key), 1);
		left = find(inside(&a), 5);
		if (key.len != address_bytes(p))
			continue;
		memcpy(p->addr.bytes, key.body, key.len);
		*ms = 0;
		for (i = 0; i < left.len && i < 8; i++)
			*ms = *ms << 8 | left.body[i];
		return true;
	}
	return false;
}
