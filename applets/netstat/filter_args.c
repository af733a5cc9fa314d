/* filter_args - reads the arguments of the filters. */
#include "filter.h"

#include "core/scan.h"

#include <string.h>

struct filter netstat_filter;

/* `a`, or `a-b` with a not above b: the rest of the cursor. */
static bool scan_range(struct scan *s, uint64_t max, uint16_t *from, uint16_t *to)
{
	*from = *to = (uint16_t)scan_dec_max(s, max);
	if (s->ok && s->at < s->end) {
		scan_char(s, '-');
		*to = (uint16_t)scan_dec_max(s, max);
	}
	return scan_done(s) && *from <= *to;
}

/* `80`, `8000-8999`, or a service, which may have other ports for UDP: one range or two; 0: neither. */
static unsigned parse_ports(struct range out[2], const char *text, size_t len)
{
	struct scan s = scan_open(text, len);
	uint16_t tcp, udp;
	unsigned n = 0;

	out->protos = FILTER_TCP | FILTER_UDP;
	if (scan_range(&s, UINT16_MAX, &out->from, &out->to))
		return out->from > 0;
	if (!ENABLE_NETSTAT_NAMES || !os_service_ports(text, len, &tcp, &udp))
		return 0;
	if (tcp)
		out[n++] = (struct range){ tcp, tcp, FILTER_TCP };
	if (udp)
		out[n++] = (struct range){ udp, udp, FILTER_UDP };
	return n;
}

static const char *parse_port(const char *text, size_t len)
{
	struct range ports[2];
	unsigned n = parse_ports(ports, text, len), i;

	if (!n)
		return PACKED("not a port, a range a-b or a service");
	for (i = 0; i < n; i++) {
		if (netstat_filter.n_ports == FILTER_MOST)
			return PACKED("too many ports");
		netstat_filter.ports[netstat_filter.n_ports++] = ports[i];
	}
	return NULL;
}

/*
 * 10.0.0.0/8, ::ffff:10.0.0.0/104, 2001:db8::1, [2001:db8::]/32, * or nothing: what stands before
 * `:PORT`, to which the cursor moves
 */
static bool scan_prefix(struct scan *s, struct end *e)
{
	bool bracket = s->at < s->end && *s->at == '[';
	struct scan all = *s, addr, before_port;

	all.at += bracket;
	addr = scan_item(&all, bracket ? ']' : '/');
	/* An IPv6 address without brackets goes on to the end: no port can follow it. */
	all = addr;
	before_port = scan_item(&all, ':');
	if (!bracket && !memchr(all.at, ':', (size_t)(all.end - all.at)))
		addr = before_port;
	s->at = addr.end;
	e->any = addr.at == addr.end || (addr.end - addr.at == 1 && *addr.at == '*');
	if (e->any)
		return !bracket;
	e->prefix = addr_scan_text(&addr);
	e->len = addr_bits(e->prefix.family);
	if (bracket)
		scan_char(s, ']');
	if (s->ok && s->at < s->end && *s->at == '/') {
		s->at++;
		e->len = (unsigned)scan_dec_max(s, e->len);
	}
	if (addr_is_mapped(&e->prefix) && e->len >= 96) {
		e->prefix = addr_unmapped(&e->prefix);
		e->len -= 96;
	}
	return s->ok && scan_done(&addr);
}

static const char *parse_end(uint64_t side, const char *text, size_t len)
{
	struct end e = { .side = side };
	struct scan s = scan_open(text, len);
	struct range ports[2] = { { 0 } };
	unsigned n = 1, i;

	if (!len || !scan_prefix(&s, &e) || (s.at < s.end && *s.at != ':'))
		return PACKED("not ADDR[/LEN][:PORT], with an IPv6 ADDR before a port in brackets");
	if (s.at < s.end && (s.end - s.at != 2 || s.at[1] != '*'))
		n = parse_ports(ports, s.at + 1, (size_t)(s.end - s.at - 1));
	if (!n)
		return PACKED("not a port, a range a-b or a service");
	for (i = 0; i < n; i++) {
		if (netstat_filter.n_ends == FILTER_MOST)
			return PACKED("too many addresses");
		e.ports = ports[i];
		netstat_filter.ends[netstat_filter.n_ends++] = e;
	}
	return NULL;
}

static const char *parse_local(const char *text, size_t len)
{
	return parse_end(LOCAL, text, len);
}

static const char *parse_remote(const char *text, size_t len)
{
	return parse_end(REMOTE, text, len);
}

/* Whether they are one word, but for case, `_` and `-`: fin-wait-1 is FIN_WAIT1. */
static bool same_word(const char *text, size_t len, const char *word)
{
	const char *end = text + len;

	for (;; text++, word++) {
		while (text < end && (*text == '-' || *text == '_'))
			text++;
		while (*word == '_')
			word++;
		if (text == end || !*word)
			return text == end && !*word;
		if ((*text >= 'a' && *text <= 'z' ? *text - 'a' + 'A' : *text) != *word)
			return false;
	}
}

static const char *parse_state(const char *text, size_t len)
{
	static const struct {
		char text[15];
		uint8_t word;
	} more[] = {
		{ "ESTAB", SOCK_ESTABLISHED },
		{ "SYN_RECEIVED", SOCK_SYN_RECV },
		{ "CLOSED", SOCK_CLOSE },
		{ "LISTENING", SOCK_LISTEN },
		{ "FREE", WORD_FREE },
		{ "CONNECTING", WORD_CONNECTING },
		{ "CONNECTED", WORD_CONNECTED },
		{ "DISCONNECTING", WORD_DISCONNECTING },
		{ "UNKNOWN", WORD_UNKNOWN },
	};
	struct scan s = scan_open(text, len);
	uint16_t from, to;
	unsigned i;

	for (i = SOCK_ESTABLISHED; i < SOCK_NEW_SYN_RECV + COUNT(more); i++) {
		bool known = i < SOCK_NEW_SYN_RECV;
		unsigned word = known ? i : more[i - SOCK_NEW_SYN_RECV].word;

		if (same_word(text, len,
			    known ? sock_state_name(i) : more[i - SOCK_NEW_SYN_RECV].text)) {
			netstat_filter.words |= 1u << word;
			return NULL;
		}
	}
	if (!scan_range(&s, FILTER_STATES - 1, &from, &to))
		return PACKED("not a state, see --help states");
	for (; from <= to; from++)
		netstat_filter.numbers[from / 64] |= UINT64_C(1) << from % 64;
	return NULL;
}

/* Names the item at fault, or all of the list when that is nothing. */
static int complain(const char *option, const char *list, const struct scan *item,
	const char *reason)
{
	char text[256];
	size_t len = (size_t)(item->end - item->at);
	struct fmt f = fmt_open(text, sizeof(text) - 1);

	fmt_mem(&f, item->at, len < sizeof(text) ? len : sizeof(text) - 1);
	*f.at = 0;
	return os_complain_usage(option, len ? text : list, reason);
}

int netstat_filter_open(const struct args *a)
{
	/* Each parser gives NULL, or what is wrong. */
	static const struct {
		uint64_t bit;
		const char *option;
		const char *(*parse)(const char *text, size_t len);
	} lists[] = {
		{ PORT, "--port", parse_port },
		{ LOCAL, "--local", parse_local },
		{ REMOTE, "--remote", parse_remote },
		{ STATE, "--state", parse_state },
	};
	const char *list;
	unsigned i, k;

	netstat_filter.given = a->set & FILTERS;
	netstat_filter.args = a;
	for (i = 0; i < COUNT(lists); i++)
		for (k = 0; (list = opt_value(a, lists[i].bit, k)); k++) {
			struct scan s = scan_string(list), item;
			const char *reason;

			do {
				item = scan_item(&s, ',');
				reason = lists[i].parse(item.at, (size_t)(item.end - item.at));
				if (reason)
					return complain(lists[i].option, list, &item, reason);
			} while (s.at != item.end);
		}
	for (k = 0; (list = opt_value(a, PROGRAM, k)); k++)
		if (!*list)
			return os_complain_usage("--program", list,
				PACKED("not a program's name or a PID"));
	return STATUS_FINE;
}
