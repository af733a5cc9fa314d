/* masquerade - -M: the connections whose addresses are translated. */
#include "core/conntrack.h"

#include "netstat.h"

#include <errno.h>
#include <string.h>

static enum sock_proto proto_of(const struct conntrack *c)
{
	static const uint8_t numbers[] = {
		[PROTO_TCP] = 6,
		[PROTO_UDP] = 17,
		[PROTO_UDPLITE] = 136,
		[PROTO_SCTP] = 132,
	};
	enum sock_proto p;

	for (p = 0; p < COUNT(numbers); p++)
		if (numbers[p] == c->protocol)
			return p;
	return PROTO_RAW;
}

/* -t and its like name protocols; -w all that have no option of their own. */
static bool is_wanted(const struct view *v, const struct conntrack *c)
{
	static const uint8_t bits[] = {
		[PROTO_TCP] = TCP,
		[PROTO_UDP] = UDP,
		[PROTO_UDPLITE] = UDPLITE,
		[PROTO_RAW] = RAW,
		[PROTO_SCTP] = SCTP,
	};

	return (c->source_changed || c->destination_changed) &&
	       v->show & (c->family == ADDR_IPV4 ? IPV4 : IPV6) &&
	       (!(v->named & INET) || v->named & bits[proto_of(c)]);
}

/* h:mm:ss; in JSON seconds. */
static void expire_cell(const struct view *v, struct table *t, const struct conntrack *c)
{
	char text[FMT_U64];
	struct fmt f = fmt_open(text, sizeof(text));
	uint32_t hours = c->timeout / 3600, minutes = c->timeout / 60 % 60;

	if (!c->has_timeout || v->show & JSON) {
		table_known(t, c->has_timeout, c->timeout);
		return;
	}
	if (hours) {
		fmt_dec(&f, hours);
		fmt_str(&f, minutes < 10 ? ":0" : ":");
	}
	fmt_dec(&f, minutes);
	fmt_str(&f, c->timeout % 60 < 10 ? ":0" : ":");
	fmt_dec(&f, c->timeout % 60);
	fmt_char(&f, 0);
	table_str(t, text);
}

/* The protocol's name, or its number, where the kernel knows no name. */
static void proto_cell(struct table *t, const struct conntrack *c)
{
	if (strcmp(c->name, "unknown") != 0) {
		table_text(t, c->name, strlen(c->name));
		return;
	}
	fmt_dec(table_cell(t), c->protocol);
	table_cell_end(t);
}

/* What has no states has, at most, answers. */
static void state_cell(struct table *t, const struct conntrack *c)
{
	const char *state = c->state;

	if (!*state)
		state = c->flags >= CONNTRACK_OFFLOAD	 ? "OFFLOAD"
			: c->flags & CONNTRACK_UNREPLIED ? "UNREPLIED"
			: c->flags			 ? "ASSURED"
							 : "";
	table_text(t, state, strlen(state));
}

static void bool_cell(struct table *t, bool b)
{
	t->json->write(t, JSON_NUMBER, b ? "true" : "false", b ? 4 : 5);
}

/* An address and its port behind a word, in JSON a cell each; null where nothing is to be told. */
static void end(const struct view *v, struct table *t, enum sock_proto proto, const char *word,
	const struct addr *a, int32_t port)
{
	struct fmt *f = t->out;

	if (v->show & JSON) {
		table_cell(t);
		if (word)
			netstat_address(v, f, a);
		table_cell_end(t);
		table_known(t, word && port >= 0, (uint64_t)port);
	} else if (word) {
		fmt_str(f, word);
		netstat_address(v, f, a);
		if (port < 0)
			return;
		fmt_char(f, ':');
		netstat_port(v, f, proto, (uint16_t)port);
	}
}

/* A cell of text in pieces, which are cells in JSON. */
static void open_cell(const struct view *v, struct table *t)
{
	if (!(v->show & JSON))
		table_cell(t);
}

static void close_cell(const struct view *v, struct table *t)
{
	if (!(v->show & JSON))
		table_cell_end(t);
}

static void row(const struct view *v, struct table *t, const struct conntrack *c)
{
	const struct conntrack_tuple *there = &c->way[CONNTRACK_ORIGINAL];
	const struct conntrack_tuple *back = &c->way[CONNTRACK_REPLY];
	const struct conntrack_tuple *w;
	enum sock_proto proto = proto_of(c);

	if (v->show & COLLECT) {
		for (w = there; w <= back; w++) {
			os_hosts_want(&w->src);
			os_hosts_want(&w->dst);
		}
		return;
	}
	table_row(t, os_out());
	proto_cell(t, c);
	expire_cell(v, t, c);
	open_cell(v, t);
	end(v, t, proto, "", &there->src, there->sport);
	close_cell(v, t);
	open_cell(v, t);
	end(v, t, proto, "", &there->dst, there->dport);
	close_cell(v, t);
	if (v->show & EXTEND) {
		state_cell(t, c);
		for (w = there; w <= back; w++) {
			table_known(t, c->has_counts, w->packets);
			table_known(t, c->has_counts, w->bytes);
		}
	}
	open_cell(v, t);
	end(v, t, proto, c->source_changed ? "as " : NULL, &back->dst, back->dport);
	end(v, t, proto,
		!c->destination_changed ? NULL
		: c->source_changed	? " to "
					: "to ",
		&back->src, back->sport);
	close_cell(v, t);
	if (!(v->show & JSON))
		return;
	bool_cell(t, c->flags & CONNTRACK_ASSURED);
	bool_cell(t, c->flags & CONNTRACK_UNREPLIED);
	table_str(t, "masquerade");
	table_str(t, c->family == ADDR_IPV4 ? "ipv4" : "ipv6");
	netstat_origin(v, t);
}

static int list(const struct view *v, struct table *t)
{
	const char *file = "net/nf_conntrack";
	struct os_lines in;
	struct conntrack c;
	int r = os_lines_open(&in, file);

	if (r == -ENOENT)
		r = os_lines_open(&in, "net/ip_conntrack"); /* of old kernels */
	if (r == -ENOENT && v->show & NETNSES && !os_netns_is_there())
		return STATUS_FINE;
	if (r < 0) {
		os_complain_file(file, -r);
		if (r == -ENOENT)
			os_complain_of("no connections are tracked here",
				PACKED("the module nf_conntrack is not loaded, or has no file in "
				       "/proc"));
		return STATUS_UNREAD;
	}
	while ((r = os_lines_next(&in)) > 0) {
		if (!conntrack_parse(&c, in.line, in.len, in.whole))
			os_lines_bad(&in);
		else if (is_wanted(v, &c))
			row(v, t, &c);
	}
	return os_lines_close(&in, r);
}

#define MASQUERADE_COLUMNS(C)                                                                      \
	C("proto", "prot", LEFT, 4, ALWAYS)                                                        \
	C("expire", "expire", RIGHT, 9, ALWAYS)                                                    \
	C("source", "source", LEFT, 20, ALWAYS)                                                    \
	C("source_port", "", LEFT, 0, JSON)                                                        \
	C("destination", "destination", LEFT, 20, ALWAYS)                                          \
	C("destination_port", "", LEFT, 0, JSON)                                                   \
	C("state", "state", LEFT, 11, EXTEND)                                                      \
	C("packets_sent", "packets", RIGHT, 8, EXTEND)                                             \
	C("bytes_sent", "bytes", RIGHT, 10, EXTEND)                                                \
	C("packets_received", "replies", RIGHT, 8, EXTEND)                                         \
	C("bytes_received", "bytes", RIGHT, 10, EXTEND)                                            \
	C("", "seen as / sent to", LEFT, 0, TEXT)                                                  \
	C("nat_source", "", LEFT, 0, JSON)                                                         \
	C("nat_source_port", "", LEFT, 0, JSON)                                                    \
	C("nat_destination", "", LEFT, 0, JSON)                                                    \
	C("nat_destination_port", "", LEFT, 0, JSON)                                               \
	C("assured", "", LEFT, 0, JSON)                                                            \
	C("unreplied", "", LEFT, 0, JSON)                                                          \
	C("kind", "", LEFT, 0, JSON)                                                               \
	C("network_protocol", "", LEFT, 0, JSON)

int netstat_masquerade(const struct view *v)
{
	CHOICES(MASQUERADE_COLUMNS);
	struct column columns[COLUMNS];
	struct view all = *v;
	struct table t;

	if (v->show & JSON)
		all.show |= EXTEND;
	t = netstat_table(&all, choices, COUNT(choices), texts, columns);
	if (v->show & ROWS && !(v->show & JSON)) {
		packed_fmt(os_out(), PACKED("IP masquerading entries\n"));
		table_heading(&t, os_out());
	}
	return list(&all, &t);
}
