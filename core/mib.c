/* mib - named counters: the lines of /proc/net/{snmp,netstat,snmp6} and /proc/net/sctp/snmp. */
#include "core/mib.h"

#include <string.h>

static void scan_value(struct scan *s, struct mib *c)
{
	c->negative = s->at < s->end && *s->at == '-';
	s->at += c->negative;
	c->n = scan_dec_max(s, c->negative ? UINT64_C(1) << 63 : UINT64_MAX);
	/* Any other byte that touches the number is in the way of the next one, or of the end. */
	if (s->at < s->end && *s->at == '-')
		s->ok = false;
	if (c->negative)
		c->negative = (c->n = 0 - c->n) != 0;
}

/* False at the end, and where something is wrong, which values.ok tells. */
static bool next(struct mib_walk *w, struct mib *c)
{
	scan_skip_blanks(&w->names);
	scan_skip_blanks(&w->values);
	if (w->names.at == w->names.end)
		return false;
	c->name_len = scan_token(&w->names, &c->name);
	scan_value(&w->values, c);
	if (c->name_len > MIB_NAME)
		w->values.ok = false;
	return w->values.ok;
}

/*
 * Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab
 * Tcp: 1 200 120000 -1 359 28 2 53 4
 *
 * Ip6InReceives                   	757
 */
enum mib_says mib_read(struct mib_file *m, const char *line, size_t len, bool whole)
{
	const size_t waiting = m->len;
	struct mib_walk w = { .values = scan_open(line, len) };
	struct scan *s = &w.values;
	const char *first, *p;
	bool fine;
	struct mib c;
	size_t n;

	scan_take(s, "\xef\xbb\xbf"); /* the mark of a copy that went through an editor */
	scan_skip_blanks(s);
	n = scan_token(s, &first);
	m->len = 0;
	if (waiting) {
		p = m->line + m->group_len + 1;
		w.names = scan_open(p, (size_t)(m->line + waiting - p));
		fine = n == m->group_len + 1 && memcmp(first, m->line, n) == 0;
	} else if (!n) {
		return MIB_NOTHING;
	} else if (n > MIB_NAME) {
		return MIB_BAD;
	} else if (s->at[-1] == ':') {
		scan_skip_blanks(s);
		len = (size_t)(s->end - first);
		if (n < 2 || len > sizeof(m->line) || (s->at < s->end && (uint8_t)*s->at < 'A'))
			return MIB_BAD;
		memcpy(m->line, first, len);
		m->len = len;
		m->group = m->line;
		m->group_len = n - 1;
		return MIB_NOTHING;
	} else {
		p = memchr(first, '6', n);
		m->group = first;
		m->group_len = p ? (size_t)(p + 1 - first) : sizeof("Sctp") - 1;
		fine = n > m->group_len;
		w.names = scan_open(first, n);
		w.names.at += fine ? m->group_len : 0;
	}
	m->walk = w;
	m->whole = whole;
	s->ok = fine;
	while (next(&w, &c))
		;
	if (!s->ok || w.names.at < w.names.end || s->at < s->end)
		return waiting ? MIB_BROKEN : MIB_BAD;
	return MIB_COUNTERS;
}

bool mib_next(struct mib_file *m, struct mib *c)
{
	bool any = next(&m->walk, c);

	c->known = m->whole || m->walk.values.at < m->walk.values.end;
	return any;
}

static void signed_dec(struct fmt *f, uint64_t n, bool negative)
{
	if (negative)
		fmt_char(f, '-');
	fmt_dec(f, n);
}

void mib_fmt(struct fmt *f, const struct mib *c)
{
	signed_dec(f, c->negative ? 0 - c->n : c->n, c->negative);
}

bool mib_fmt_rate(struct fmt *f, uint64_t before, uint64_t now, uint64_t nanoseconds)
{
	bool down = now - before > INT64_MAX;
	uint64_t change = down ? before - now : now - before;
	/* Of 0.1 ms, so that nothing below overflows in 2^32 s. */
	uint64_t units = (nanoseconds + 99999) / 100000;
	uint64_t tenths = (change % units * 100000 + units / 2) / units;
	uint64_t whole = change / units;

	if (whole >= UINT64_MAX / 10000)
		return false;
	whole = whole * 10000 + tenths / 10;
	tenths %= 10;
	signed_dec(f, whole, down);
	if (tenths || (!whole && change)) {
		fmt_char(f, '.');
		fmt_dec(f, tenths);
	}
	return true;
}
