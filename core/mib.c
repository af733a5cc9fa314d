/* mib - named counters: the lines of /proc/net/{snmp,netstat,snmp6} and /proc/net/sctp/snmp. */
#include "core/mib.h"

#include <string.h>

/* A copy that went through an editor may begin with a byte order mark. */
static const char mark[] = "\xef\xbb\xbf";

static struct mib_value scan_value(struct scan *s)
{
	bool negative = s->at < s->end && *s->at == '-';
	uint64_t n;

	if (negative)
		s->at++;
	n = scan_dec_max(s, negative ? UINT64_C(1) << 63 : UINT64_MAX);
	if (s->at < s->end && *s->at != ' ' && *s->at != '\t')
		s->ok = false;
	return (struct mib_value){ negative ? 0 - n : n, negative && n };
}

/* False at the end, and where something is wrong, which values.ok tells. */
static bool next(struct mib_walk *w, struct mib *c)
{
	scan_skip_blanks(&w->names);
	scan_skip_blanks(&w->values);
	if (w->names.at == w->names.end)
		return false;
	c->name_len = scan_token(&w->names, &c->name);
	c->value = scan_value(&w->values);
	return w->values.ok;
}

static bool is_sound(struct mib_walk w)
{
	struct mib c;

	while (next(&w, &c))
		;
	return w.values.ok && w.names.at == w.names.end && w.values.at == w.values.end;
}

static bool is_number(char c)
{
	return c == '-' || (c >= '0' && c <= '9');
}

/*
 * Ip6InReceives                   	757
 */
static enum mib_says one(struct mib_file *m, struct scan s, bool whole)
{
	const char *name, *p;
	size_t len = scan_token(&s, &name);

	p = memchr(name, '6', len);
	if (p)
		p++;
	else
		for (p = name + 1; p < s.at && !(*p >= 'A' && *p <= 'Z');)
			p++;
	m->group = name;
	m->group_len = (size_t)(p - name);
	m->walk = (struct mib_walk){ { p, s.at, true }, s, whole };
	return p < s.at && !is_number(*name) && whole && is_sound(m->walk) ? MIB_COUNTERS : MIB_BAD;
}

/*
 * Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab
 * Tcp: 1 200 120000 -1 359 28 2 53 4
 */
enum mib_says mib_read(struct mib_file *m, const char *line, size_t len, bool whole)
{
	size_t waiting = m->len;
	struct scan s = scan_open(line, len);
	const char *group;
	size_t n;

	if (len >= sizeof(mark) - 1 && memcmp(line, mark, sizeof(mark) - 1) == 0)
		s.at += sizeof(mark) - 1;
	scan_skip_blanks(&s);
	line = s.at;
	n = scan_token(&s, &group);
	m->len = 0;
	if (waiting) {
		m->walk = (struct mib_walk){ scan_open(m->line, waiting), s, whole };
		m->walk.names.at += m->group_len + 1;
		return n == m->group_len + 1 && memcmp(group, m->line, n) == 0 && is_sound(m->walk)
			       ? MIB_COUNTERS
			       : MIB_BROKEN;
	}
	if (!n)
		return MIB_NOTHING;
	if (n < 2 || group[n - 1] != ':')
		return one(m, scan_open(line, (size_t)(s.end - line)), whole);
	scan_skip_blanks(&s);
	len = (size_t)(s.end - line);
	if (len > sizeof(m->line) || (s.at < s.end && is_number(*s.at)))
		return MIB_BAD;
	memcpy(m->line, line, len);
	m->len = len;
	m->group = m->line;
	m->group_len = n - 1;
	return MIB_NOTHING;
}

bool mib_next(struct mib_file *m, struct mib *c)
{
	c->group = m->group;
	c->group_len = m->group_len;
	return next(&m->walk, c) && (m->walk.whole || m->walk.values.at < m->walk.values.end);
}

void mib_fmt(struct fmt *f, const struct mib_value *v)
{
	if (v->negative)
		fmt_char(f, '-');
	fmt_dec(f, v->negative ? 0 - v->n : v->n);
}

bool mib_fmt_rate(struct fmt *f, const struct mib_value *before, const struct mib_value *now,
	uint64_t nanoseconds)
{
	bool down = before->negative == now->negative ? now->n < before->n : now->negative;
	uint64_t change = down ? before->n - now->n : now->n - before->n;
	uint64_t micros = nanoseconds / 1000 + !(nanoseconds / 1000), tenths;

	/* What is lost here, in an interval of more than an hour, is less than the decimal. */
	for (; micros > UINT32_MAX; micros >>= 1)
		change >>= 1;
	tenths = (change % micros * 10000000 + micros / 2) / micros;
	change /= micros;
	if (change >= UINT64_MAX / 1000000)
		return false;
	change = change * 1000000 + tenths / 10;
	tenths %= 10;
	if (down)
		fmt_char(f, '-');
	fmt_dec(f, change);
	if (tenths || (!change && (before->n != now->n))) {
		fmt_char(f, '.');
		fmt_dec(f, tenths);
	}
	return true;
}
