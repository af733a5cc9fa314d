/* etc - lines of files in /etc: names of numbers and of addresses, and who knows more of them. */
#include "core/etc.h"

#include "core/scan.h"

#include <string.h>

uint32_t etc_service_key(enum etc_proto proto, uint16_t port)
{
	return (uint32_t)proto << 16 | port;
}

/*
 * domain		53/udp		# a comment
 */
static bool parse_service(struct etc_entry *e, struct scan *s)
{
	static const char protos[][5] = { [ETC_TCP] = "tcp", [ETC_UDP] = "udp" };
	uint16_t port;
	unsigned i;

	port = (uint16_t)scan_dec_max(s, UINT16_MAX);
	scan_char(s, '/');
	for (i = ETC_TCP; i <= ETC_UDP; i++)
		if (scan_word(s, protos[i])) {
			e->key = etc_service_key(i, port);
			return true;
		}
	return false;
}

uint32_t etc_network_key(const struct addr *net)
{
	const uint8_t *b = net->bytes;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/*
 * loopback	127.0.0.0
 */
static uint32_t scan_network(struct scan *s)
{
	uint32_t net = 0;
	int shift;

	for (shift = 24;; shift -= 8) {
		const char *from = s->at;

		net |= (uint32_t)scan_dec_max(s, 255) << shift;
		/* Others take such a number for an octal one. */
		if (s->at - from > 1 && *from == '0')
			s->ok = false;
		if (!shift || s->at == s->end || *s->at != '.')
			return net;
		s->at++;
	}
}

/*
 * root:x:0:0:root:/root:/bin/bash
 */
static bool parse_passwd(struct etc_entry *e, const char *line, size_t len)
{
	struct scan s = scan_open(line, len);
	const char *colon = memchr(line, ':', len);

	if (!colon || colon == line || *line == '#')
		return false;
	e->name_len = (size_t)(colon - line);
	s.at = colon + 1;
	colon = memchr(s.at, ':', (size_t)(s.end - s.at));
	if (!colon)
		return false;
	s.at = colon + 1;
	e->key = (uint32_t)scan_dec_max(&s, UINT32_MAX);
	scan_char(&s, ':');
	return s.ok;
}

/* A line may be of a file that was edited elsewhere, and then ends with a carriage return. */
static struct scan open_line(const char *line, size_t len)
{
	return scan_open(line, len && line[len - 1] == '\r' ? len - 1 : len);
}

/* The same without a comment. */
static struct scan open_words(const char *line, size_t len)
{
	const char *comment = memchr(line, '#', len);

	return open_line(line, comment ? (size_t)(comment - line) : len);
}

bool etc_parse(struct etc_entry *e, enum etc_file file, const char *line, size_t len)
{
	struct scan s = open_words(line, len);

	e->name = line;
	if (file == ETC_PASSWD)
		return parse_passwd(e, line, len);
	scan_skip_blanks(&s);
	e->name_len = scan_token(&s, &e->name);
	scan_blanks(&s);
	if (file == ETC_SERVICES)
		return parse_service(e, &s);
	e->key = file == ETC_NETWORKS ? scan_network(&s) : (uint32_t)scan_dec_max(&s, 255);
	if (s.at < s.end)
		scan_blanks(&s);
	return s.ok;
}

/* True when this is a word of a line, and not the one of that number. */
static bool has_word(const char *line, size_t len, unsigned but, const char *name, size_t name_len,
	bool any_case)
{
	struct scan s = open_words(line, len);
	unsigned word;

	for (word = 0; s.ok; word++) {
		const char *token;
		size_t n;

		scan_skip_blanks(&s);
		n = scan_token(&s, &token);
		if (n && word != but && n == name_len &&
			(any_case ? scan_same_text(token, name, n) : memcmp(token, name, n) == 0))
			return true;
	}
	return false;
}

bool etc_is(uint32_t *key, enum etc_file file, const char *name, size_t name_len, const char *line,
	size_t len)
{
	struct etc_entry e;

	if (!etc_parse(&e, file, line, len))
		return false;
	*key = e.key;
	return has_word(line, len, 1, name, name_len, file == ETC_NETWORKS);
}

/*
 * 127.0.1.1	name.example name	# a comment
 */
bool etc_parse_host(struct etc_host *h, const char *line, size_t len)
{
	struct scan s = open_words(line, len);

	scan_skip_blanks(&s);
	h->addr = addr_scan_text(&s);
	scan_blanks(&s);
	h->name_len = scan_token(&s, &h->name);
	return s.ok && h->name_len <= ETC_HOST_NAME;
}

bool etc_host_is(struct etc_host *h, const char *name, size_t name_len, const char *line,
	size_t len)
{
	return etc_parse_host(h, line, len) && has_word(line, len, 0, name, name_len, true);
}

/*
 * nameserver fe80::1%eth0
 * options edns0 timeout:1
 */
bool etc_parse_resolver(struct etc_resolver *r, const char *line, size_t len)
{
	struct scan s = open_line(line, len);
	const char *other;

	*r = (struct etc_resolver){ .timeout = 0 };
	if (scan_take(&s, "nameserver")) {
		scan_blanks(&s);
		r->server = addr_scan_text(&s);
		if (scan_take(&s, "%"))
			r->zone_len = scan_token(&s, &r->zone);
		if (s.at < s.end)
			scan_blanks(&s);
		return s.ok;
	}
	if (!scan_take(&s, "options"))
		return false;
	while (scan_blanks(&s), s.ok) {
		if (!scan_take(&s, "timeout:"))
			scan_token(&s, &other);
		else if (!(r->timeout = (uint32_t)scan_dec_max(&s, UINT32_MAX)) && s.ok)
			r->timeout = 1;
	}
	return r->timeout;
}

/*
 * search lan.example example
 */
bool etc_parse_search(struct scan *domains, const char *line, size_t len)
{
	*domains = open_line(line, len);
	if (!scan_word(domains, "search") && !scan_word(domains, "domain"))
		return false;
	scan_blanks(domains);
	return domains->ok;
}
