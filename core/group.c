/* group - one multicast group of an interface: the lines of /proc/net/igmp and igmp6. */
#include "core/group.h"

#include <string.h>

/* The bytes from the cursor up to `end`, without the blanks behind them. */
static void keep_name(struct group *g, struct scan *s, const char *end)
{
	while (end > s->at && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	if (end == s->at || end - s->at > GROUP_NAME)
		s->ok = false;
	if (!s->ok)
		return;
	g->name_len = (uint8_t)(end - s->at);
	memcpy(g->name, s->at, g->name_len);
}

/* A number, and the blanks around it. */
static uint32_t number(struct scan *s)
{
	uint32_t n;

	scan_skip_blanks(s);
	n = (uint32_t)scan_dec_max(s, UINT32_MAX);
	scan_blanks(s);
	return n;
}

/*
 * 9	device1tap2:     1      V3
 *
 * A name may hold colons: the last one ends it.
 */
static void interface(struct group *g, struct scan *s)
{
	const char *colon = s->end, *querier;
	size_t len;

	g->index = number(s);
	while (colon > s->at && *--colon != ':')
		;
	keep_name(g, s, colon);
	s->at = colon;
	scan_char(s, ':');
	number(s);
	len = scan_token(s, &querier);
	if (len > GROUP_QUERIER)
		s->ok = false;
	if (!s->ok)
		return;
	g->querier_len = (uint8_t)len;
	memcpy(g->querier, querier, len);
}

/*
 *				FB0000E0     1 0:00000000		1
 */
static void member(struct group *g, struct scan *s, enum byte_order order)
{
	scan_skip_blanks(s);
	g->addr = addr_scan_hex(s, ADDR_IPV4, order);
	g->users = number(s);
	g->is_running = scan_dec_max(s, 1);
	scan_char(s, ':');
	g->timer = scan_hex_max(s, UINT64_MAX);
	scan_blanks(s);
}

/* A heading's first word is not a number. */
static bool is_heading(struct scan s)
{
	scan_skip_blanks(&s);
	return s.at == s.end || scan_take(&s, "Idx\t");
}

enum group_line group_parse_igmp(struct group *g, enum byte_order order, const char *line,
	size_t len, bool whole)
{
	struct scan s = scan_open(line, len);
	bool is_member = len && (*line == '\t' || *line == ' ');

	if (is_heading(s))
		return GROUP_NONE;
	if (!is_member) {
		g->name_len = 0;
		interface(g, &s);
	} else if (g->name_len) {
		member(g, &s, order);
	} else {
		s.ok = false;
	}
	if (s.ok && whole)
		return is_member ? GROUP_READ : GROUP_NONE;
	if (!is_member)
		g->name_len = 0;
	return GROUP_MALFORMED;
}

/*
 * 10   device1tap2     ff0200000000000000000001ff4cc3a3     1 00000004 0
 *
 * A name may hold blanks: the first word that is a group ends it.
 */
enum group_line group_parse_igmp6(struct group *g, const char *line, size_t len, bool whole)
{
	struct scan s = scan_open(line, len), rest;
	const char *name_end;

	scan_skip_blanks(&s);
	if (s.at == s.end)
		return GROUP_NONE;
	memset(g, 0, sizeof(*g));
	g->index = number(&s);
	for (name_end = s.at; name_end < s.end; name_end++) {
		rest = s;
		rest.at = name_end;
		scan_blanks(&rest);
		g->addr = addr_scan_hex(&rest, ADDR_IPV6, BIG_ENDIAN_HOST);
		scan_blanks(&rest);
		if (rest.ok)
			break;
	}
	if (name_end == s.end)
		return GROUP_MALFORMED;
	keep_name(g, &s, name_end);
	g->users = number(&rest);
	g->is_running = scan_hex_max(&rest, UINT32_MAX) & 1; /* MAF_TIMER_RUNNING */
	scan_blanks(&rest);
	g->timer = scan_dec(&rest);
	return s.ok && rest.ok && whole ? GROUP_READ : GROUP_MALFORMED;
}
