/* dns - the questions for an address's name and for a name's address, and what answers them. */
#include "core/dns.h"

#include <string.h>

enum {
	HEADER = 12,
	RECORD = 10,	/* bytes of a record between its name and its data */
	LABEL = 63,	/* bytes of a label */
	NAME = 255,	/* bytes of a name, with the length of each label */
	TEXT = 253,	/* bytes of the same as text, without a dot at its end */
	POINTER = 0xc0, /* in place of a length: the rest of the name is elsewhere */
	POINTERS = 127, /* in a name: it has no more labels */

	/* The second 16 bits of a message. */
	ANSWER = 0x8000,
	OPCODE = 0x7800,
	AUTHORITATIVE = 0x0400,
	CUT = 0x0200,
	RECURSION_AVAILABLE = 0x0080,
	CODE = 0x000f,
	NO_SUCH_NAME = 3,

	/* Type and class of a record. */
	A_IN = 1 << 16 | 1,
	CNAME_IN = 5 << 16 | 1,
	PTR_IN = 12 << 16 | 1,
};

struct message {
	const uint8_t *bytes;
	size_t len;
};

static unsigned get16(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static uint32_t get32(const uint8_t *p)
{
	return (uint32_t)get16(p) << 16 | get16(p + 2);
}

static bool same_text(const uint8_t *a, const uint8_t *b, size_t len)
{
	return scan_same_text((const char *)a, (const char *)b, len);
}

static void put_header(uint8_t *out, uint16_t id)
{
	memcpy(out, "\0\0\1\0\0\1\0\0\0\0\0", HEADER); /* RECURSION_DESIRED, one question */
	out[0] = (uint8_t)(id >> 8);
	out[1] = (uint8_t)id;
}

size_t dns_ptr_question(uint8_t out[DNS_QUESTION], const struct addr *a, uint16_t id)
{
	const bool v6 = a->family == ADDR_IPV6;
	struct fmt f = fmt_open((char *)out + HEADER, DNS_QUESTION - HEADER);
	unsigned i;

	put_header(out, id);
	for (i = v6 ? 32 : 4; i-- > 0;) {
		char *label = f.at++;

		if (v6)
			fmt_hex(&f, a->bytes[i / 2] >> (i % 2 ? 0 : 4) & 15);
		else
			fmt_dec(&f, a->bytes[i]);
		*label = (char)(f.at - label - 1);
	}
	fmt_str(&f, v6 ? "\3ip6\4arpa" : "\7in-addr\4arpa");
	fmt_mem(&f, "\0\0\14\0\1", 5); /* PTR_IN */
	return (size_t)(f.at - (char *)out);
}

static bool is_digit(unsigned c)
{
	return c - '0' < 10;
}

size_t dns_addr_question(uint8_t out[DNS_QUESTION], const char *name, size_t len,
	enum addr_family family, uint16_t id)
{
	uint8_t *p, *end;
	unsigned n = 0;
	bool number = true;

	if (len && name[len - 1] == '.')
		len--;
	if (len > TEXT)
		return 0;
	put_header(out, id);
	out[HEADER] = '.';
	memcpy(out + HEADER + 1, name, len);
	end = out + HEADER + 1 + len;
	memcpy(end, family == ADDR_IPV4 ? "\0\0\1\0\1" : "\0\0\34\0\1", 5); /* A_IN, or AAAA */
	/* Backwards: each dot becomes the length of the label behind it. */
	for (p = end; p-- > out + HEADER;) {
		if (*p == '.') {
			if (number || n - 1 >= LABEL)
				return 0;
			*p = (uint8_t)n;
			n = 0;
			continue;
		}
		n++;
		if (is_digit(*p))
			continue;
		number = false;
		if (*p < 'A' && *p != '-')
			return 0;
	}
	return (size_t)(end + 5 - out);
}

/* A name without its pointers; gives its length and goes behind it. 0: malformed. */
static size_t get_name(uint8_t name[NAME], const struct message *m, size_t *at)
{
	size_t p = *at, piece = p, len = 0, behind = 0, n;
	unsigned pointers = 0;

	do {
		if (p >= m->len)
			return 0;
		n = m->bytes[p];
		if (n >= POINTER) {
			if (m->len - p < 2)
				return 0;
			if (!behind)
				behind = p + 2;
			p = get16(m->bytes + p) & 0x3fff;
			if (p >= piece || ++pointers > POINTERS)
				return 0;
			piece = p;
			continue;
		}
		if (n > LABEL || ++n > NAME - len || n > m->len - p)
			return 0;
		memcpy(name + len, m->bytes + p, n);
		len += n;
		p += n;
	} while (n != 1);
	*at = behind ? behind : p;
	return len;
}

/* False: it could be taken for an address, or for another name. */
static bool name_text(struct dns_answer *d, const uint8_t *name)
{
	struct fmt f = fmt_open(d->name, sizeof(d->name));
	bool number = true;
	unsigned n;

	while ((n = *name++) != 0) {
		if (f.at > d->name)
			fmt_char(&f, '.');
		for (number = true; n; n--) {
			unsigned c = *name++;

			if (c <= ' ' || c >= 0x7f || c == '.' || c == '\\' || c == ':')
				return false;
			if (!is_digit(c))
				number = false;
			fmt_char(&f, (char)c);
		}
	}
	d->name_len = (size_t)(f.at - d->name);
	return !number;
}

static enum dns_outcome search(struct dns_answer *d, const struct message *m, size_t records)
{
	const unsigned count = get16(m->bytes + 6);
	enum dns_outcome outcome = count ? DNS_FAILED : DNS_NONE;
	const uint8_t *wanted = m->bytes + HEADER;
	const uint32_t wanted_kind = get32(m->bytes + records - 4);
	const size_t size = wanted_kind == A_IN ? 4 : 16; /* of an address */
	uint8_t name[NAME], alias[NAME];
	size_t at = records, next, n;
	unsigned i;

	/* An alias comes before what it stands for. */
	for (i = 0; i < count; i++, at = next) {
		uint32_t kind;

		n = get_name(name, m, &at);
		at += RECORD;
		if (!n || at > m->len)
			return DNS_FAILED;
		next = at + get16(m->bytes + at - 2);
		kind = get32(m->bytes + at - RECORD);
		/* No name begins like a shorter one, so that both are of one length. */
		if ((kind != CNAME_IN && kind != wanted_kind) || !same_text(name, wanted, n))
			continue;
		outcome = DNS_NONE;
		if (kind != CNAME_IN && kind != PTR_IN) {
			if (next != at + size || next > m->len)
				return DNS_FAILED;
			d->addr = (struct addr){ .family = size == 4 ? ADDR_IPV4 : ADDR_IPV6 };
			memcpy(d->addr.bytes, m->bytes + at, size);
			if (!addr_is_any(&d->addr))
				return DNS_FOUND;
			continue;
		}
		n = get_name(name, m, &at);
		if (!n || at != next)
			return DNS_FAILED;
		if (kind == CNAME_IN)
			wanted = memcpy(alias, name, n);
		else if (name_text(d, name))
			return DNS_FOUND;
	}
	return outcome;
}

bool dns_parse_answer(struct dns_answer *d, const uint8_t *msg, size_t len, const uint8_t *question,
	size_t question_len)
{
	const struct message m = { msg, len };
	unsigned flags;

	if (len < question_len || memcmp(msg, question, 2) != 0 ||
		memcmp(msg + 4, question + 4, 2) != 0 ||
		!same_text(msg + HEADER, question + HEADER, question_len - HEADER))
		return false;
	flags = get16(msg + 2);
	if ((flags & (ANSWER | OPCODE)) != ANSWER)
		return false;
	if (flags & CODE) {
		d->outcome = (flags & CODE) == NO_SUCH_NAME ? DNS_NONE : DNS_FAILED;
		return true;
	}
	d->outcome = search(d, &m, question_len);
	/* It may be in what was cut off, or known to a server that others' name servers ask. */
	if (d->outcome == DNS_NONE &&
		(flags & CUT || !(flags & (AUTHORITATIVE | RECURSION_AVAILABLE))))
		d->outcome = DNS_FAILED;
	return true;
}
