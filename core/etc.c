/* etc - lines of /etc/services, /etc/protocols and /etc/passwd: a number's name. */
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
	const char *token;
	uint16_t port;
	size_t n;
	unsigned i;

	port = (uint16_t)scan_dec_max(s, UINT16_MAX);
	scan_char(s, '/');
	n = scan_token(s, &token);
	for (i = ETC_TCP; s->ok && i <= ETC_UDP; i++)
		if (n == strlen(protos[i]) && memcmp(token, protos[i], n) == 0) {
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

bool etc_parse(struct etc_entry *e, enum etc_file file, const char *line, size_t len)
{
	/* Of a file that was edited elsewhere. */
	if (len && line[len - 1] == '\r')
		len--;

	const char *comment = memchr(line, '#', len);
	struct scan s = scan_open(line, comment ? (size_t)(comment - line) : len);

	e->name = line;
	if (file == ETC_PASSWD)
		return parse_passwd(e, line, len);
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
