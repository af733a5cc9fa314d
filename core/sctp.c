/* sctp - SCTP endpoints and associations: the lines of /proc/net/sctp/{eps,assocs}. */
#include "core/sctp.h"

#include <string.h>

bool sctp_is_heading(const char *line, size_t len)
{
	struct scan s = scan_open(line, len);

	scan_skip_blanks(&s);
	return s.at == s.end || scan_word(&s, "ENDPT") || scan_word(&s, "ASSOC");
}

bool sctp_next_addr(struct scan *list, struct addr *a)
{
	struct scan s = *list;

	scan_skip_blanks(&s);
	if (s.at < s.end && *s.at == '*') /* the primary path to the other end */
		s.at++;
	*a = addr_scan_text(&s);
	if (!s.ok || (s.at < s.end && *s.at != ' ' && *s.at != '\t'))
		return false;
	*list = s;
	return true;
}

static void skip_fields(struct scan *s, unsigned count)
{
	const char *token;

	for (; count; count--) {
		scan_skip_blanks(s);
		scan_token(s, &token);
	}
}

static uint64_t field(struct scan *s, uint64_t max)
{
	scan_skip_blanks(s);
	return scan_dec_max(s, max);
}

/* A list of at least one address; the cursor moves behind it. */
static struct scan addresses(struct scan *s)
{
	struct scan list = *s;
	struct addr a;

	if (!sctp_next_addr(s, &a))
		s->ok = false;
	while (s->ok && sctp_next_addr(s, &a))
		;
	list.end = s->at;
	return list;
}

/*
 * ffff88017e0a0200 ffff880299f7fa00 2   10  29   11165   200 299689357 10.0.0.102 10.0.0.70
 */
static void endpoint(struct sctp *e, struct scan *s)
{
	skip_fields(s, 3);
	e->state = (uint8_t)field(s, UINT8_MAX);
	skip_fields(s, 1);
	e->local_port = (uint16_t)field(s, UINT16_MAX);
	e->uid = (uint32_t)field(s, UINT32_MAX);
	e->inode = field(s, UINT64_MAX);
	e->local = addresses(s);
	scan_skip_blanks(s);
	if (!scan_done(s))
		s->ok = false;
}

/*
 * ffff88045ac7e000 ffff88062077aa00 2   1   4  1205  963        0        0     200 273361167 11567
 * 11166  10.0.0.102 10.0.0.70 <-> *10.0.0.109 10.0.0.77      1000     2     2   10    0    0        0
 */
static void association(struct sctp *a, struct scan *s)
{
	skip_fields(s, 3);
	a->state = (uint8_t)field(s, UINT8_MAX);
	skip_fields(s, 3);
	a->send_q = (uint32_t)field(s, UINT32_MAX);
	a->recv_q = (uint32_t)field(s, UINT32_MAX);
	a->uid = (uint32_t)field(s, UINT32_MAX);
	a->inode = field(s, UINT64_MAX);
	a->local_port = (uint16_t)field(s, UINT16_MAX);
	a->remote_port = (uint16_t)field(s, UINT16_MAX);
	a->local = addresses(s);
	scan_skip_blanks(s);
	if (!scan_take(s, "<->"))
		s->ok = false;
	a->remote = addresses(s);
	if (s->at < s->end)
		scan_blanks(s);
}

bool sctp_parse(struct sctp *e, enum sctp_table table, const char *line, size_t len, bool whole)
{
	struct scan s = scan_open(line, len);

	memset(e, 0, sizeof(*e));
	if (table == SCTP_ENDPOINTS)
		endpoint(e, &s);
	else
		association(e, &s);
	return s.ok && whole;
}
