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

static void drop_comment(struct scan *s)
{
	const char *comment = memchr(s->at, '#', (size_t)(s->end - s->at));

	if (comment)
		s->end = comment;
}

bool etc_parse(struct etc_entry *e, enum etc_file file, const char *line, size_t len)
{
	struct scan s = open_line(line, len);

	e->name = line;
	if (file == ETC_PASSWD)
		return parse_passwd(e, line, (size_t)(s.end - line));
	drop_comment(&s);
	scan_skip_blanks(&s);
	e->name_len = scan_token(&s, &e->name);
	scan_blanks(&s);
	if (file == ETC_SERVICES)
		return parse_service(e, &s);
	e->key = (uint32_t)scan_dec_max(&s, 255);
	if (s.at < s.end)
		scan_blanks(&s);
	return s.ok;
}

bool etc_service_is(uint32_t *key, const char *name, size_t name_len, const char *line, size_t len)
{
	const char *comment = memchr(line, '#', len);
	struct scan s = scan_open(line, comment ? (size_t)(comment - line) : len);
	struct etc_entry e;
	unsigned word;

	if (!etc_parse(&e, ETC_SERVICES, line, len))
		return false;
	*key = e.key;
	for (word = 0; s.ok; word++) {
		const char *token;
		size_t n;

		scan_skip_blanks(&s);
		n = scan_token(&s, &token);
		/* The second word is the port; the last may end with the return of a line edited elsewhere. */
		if (s.ok && s.at == s.end && token[n - 1] == '\r')
			n--;
		if (s.ok && n && word != 1 && n == name_len && memcmp(token, name, n) == 0)
			return true;
	}
	return false;
}

/*
 * 127.0.1.1	name.example name	# a comment
 */
bool etc_parse_host(struct etc_host *h, const char *line, size_t len)
{
	struct scan s = open_line(line, len);

	drop_comment(&s);
	scan_skip_blanks(&s);
	h->addr = addr_scan_text(&s);
	scan_blanks(&s);
	h->name_len = scan_token(&s, &h->name);
	return s.ok && h->name_len <= ETC_HOST_NAME;
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
