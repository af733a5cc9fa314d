/* nft_text - a batch for nf_tables as text, by the kernel's own headers and by nothing of core/. */
#ifndef NFT_TEXT_H
#define NFT_TEXT_H

#include "unit.h"

#include <arpa/inet.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

enum {
	TEXT = 6000,
	SEQ = 0x01020304,
};

static char text[TEXT];

static void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void say(const char *format, ...)
{
	size_t len = strlen(text);
	va_list list;

	va_start(list, format);
	vsnprintf(text + len, sizeof(text) - len, format, list);
	va_end(list);
	assert_true(strlen(text) < sizeof(text) - 1);
}

struct span {
	const uint8_t *at;
	size_t len;
};

/* Takes the next attribute of a list, its type without the flag of nested ones. */
static bool take(struct span *s, bool nested, unsigned *type, struct span *value)
{
	struct nlattr a;
	size_t whole;

	if (!s->len)
		return false;
	assert_true(s->len >= NLA_HDRLEN);
	memcpy(&a, s->at, sizeof(a));
	assert_true(a.nla_len >= NLA_HDRLEN && a.nla_len <= s->len);
	whole = NLA_ALIGN(a.nla_len);
	assert_true(whole <= s->len);
	for (size_t i = a.nla_len; i < whole; i++)
		assert_int_equal(s->at[i], 0);
	*value = (struct span){ s->at + NLA_HDRLEN, a.nla_len - NLA_HDRLEN };
	*type = a.nla_type & NLA_TYPE_MASK;
	assert_int_equal(a.nla_type & NLA_F_NET_BYTEORDER, 0);
	if (nested)
		assert_true(a.nla_type & NLA_F_NESTED);
	s->at += whole;
	s->len -= whole;
	return true;
}

static uint32_t number(struct span v)
{
	assert_int_equal(v.len, 4);
	return (uint32_t)v.at[0] << 24 | (uint32_t)v.at[1] << 16 | (uint32_t)v.at[2] << 8 | v.at[3];
}

static const char *word(struct span v)
{
	assert_true(v.len && v.at[v.len - 1] == 0 && strlen((const char *)v.at) == v.len - 1);
	return (const char *)v.at;
}

/* One attribute of a type, alone in its list. */
static struct span only(struct span list, bool nested, unsigned wanted)
{
	struct span value, none;
	unsigned type;

	assert_true(take(&list, nested, &type, &value));
	assert_int_equal(type, wanted);
	assert_false(take(&list, false, &type, &none));
	return value;
}

/* Words of the machine's byte order, as nft --debug=netlink shows them on a little-endian one. */
static void say_data(struct span list)
{
	struct span v = only(list, false, NFTA_DATA_VALUE);
	size_t i, k;

	for (i = 0; i < v.len; i += 4) {
		uint32_t n = 0;

		for (k = 0; k < 4 && i + k < v.len; k++)
			n |= (uint32_t)v.at[i + k] << 8 * k;
		say(" 0x%08x", n);
	}
}

enum {
	MOST = 16,
};

/* The attributes of an expression, by type; those of `nested` are lists. */
static void sort(struct span data, uint32_t nested, struct span values[MOST])
{
	struct span v;
	unsigned type;

	memset(values, 0, MOST * sizeof(*values));
	while (data.len) {
		struct nlattr a;

		assert_true(data.len >= sizeof(a));
		memcpy(&a, data.at, sizeof(a));
		assert_true(take(&data, nested >> (a.nla_type & NLA_TYPE_MASK) & 1, &type, &v));
		assert_true(type < MOST && !values[type].at);
		values[type] = v;
	}
}

/* How many attributes there are, so that none is there that is not read. */
static void count(const struct span *values, unsigned n)
{
	unsigned i, found = 0;

	for (i = 0; i < MOST; i++)
		found += values[i].at != NULL;
	assert_int_equal(found, n);
}

/* As nft --debug=netlink shows it. */
static void say_expression(const char *name, struct span data)
{
	struct span v[MOST];

	if (strcmp(name, "meta") == 0) {
		sort(data, 0, v);
		count(v, 2);
		say("meta load %s => reg %u",
			number(v[NFTA_META_KEY]) == NFT_META_NFPROTO   ? "nfproto"
			: number(v[NFTA_META_KEY]) == NFT_META_L4PROTO ? "l4proto"
								       : "?",
			number(v[NFTA_META_DREG]));
	} else if (strcmp(name, "cmp") == 0) {
		sort(data, 1 << NFTA_CMP_DATA, v);
		count(v, 3);
		assert_int_equal(number(v[NFTA_CMP_OP]), NFT_CMP_EQ);
		say("cmp eq reg %u", number(v[NFTA_CMP_SREG]));
		say_data(v[NFTA_CMP_DATA]);
	} else if (strcmp(name, "payload") == 0) {
		uint32_t base;

		sort(data, 0, v);
		count(v, 4);
		base = number(v[NFTA_PAYLOAD_BASE]);
		say("payload load %ub @ %s header + %u => reg %u", number(v[NFTA_PAYLOAD_LEN]),
			base == NFT_PAYLOAD_NETWORK_HEADER     ? "network"
			: base == NFT_PAYLOAD_TRANSPORT_HEADER ? "transport"
							       : "?",
			number(v[NFTA_PAYLOAD_OFFSET]), number(v[NFTA_PAYLOAD_DREG]));
	} else if (strcmp(name, "bitwise") == 0) {
		sort(data, 1 << NFTA_BITWISE_MASK | 1 << NFTA_BITWISE_XOR, v);
		count(v, 5);
		say("bitwise reg %u = ( reg %u &", number(v[NFTA_BITWISE_DREG]),
			number(v[NFTA_BITWISE_SREG]));
		say_data(v[NFTA_BITWISE_MASK]);
		say(" ) ^");
		say_data(v[NFTA_BITWISE_XOR]);
		assert_int_equal(number(v[NFTA_BITWISE_LEN]),
			only(v[NFTA_BITWISE_MASK], false, NFTA_DATA_VALUE).len);
		assert_int_equal(number(v[NFTA_BITWISE_LEN]),
			only(v[NFTA_BITWISE_XOR], false, NFTA_DATA_VALUE).len);
	} else if (strcmp(name, "lookup") == 0) {
		sort(data, 0, v);
		count(v, 2);
		say("lookup reg %u set %s", number(v[NFTA_LOOKUP_SREG]), word(v[NFTA_LOOKUP_SET]));
	} else if (strcmp(name, "counter") == 0) {
		sort(data, 0, v);
		count(v, 0);
		say("counter pkts 0 bytes 0");
	} else if (strcmp(name, "immediate") == 0) {
		sort(data, 1 << NFTA_IMMEDIATE_DATA, v);
		count(v, 2);
		data = only(v[NFTA_IMMEDIATE_DATA], true, NFTA_DATA_VERDICT);
		say("immediate reg %u %s", number(v[NFTA_IMMEDIATE_DREG]),
			number(only(data, false, NFTA_VERDICT_CODE)) == 0 ? "drop" : "?");
	} else {
		say("unknown %s", name);
	}
}

static void say_rule(struct span list)
{
	struct span element, v[MOST];
	unsigned type;

	while (take(&list, true, &type, &element)) {
		assert_int_equal(type, NFTA_LIST_ELEM);
		sort(element, 1 << NFTA_EXPR_DATA, v);
		count(v, 2);
		say("  [ ");
		say_expression(word(v[NFTA_EXPR_NAME]), v[NFTA_EXPR_DATA]);
		say(" ]\n");
	}
}

static void say_elements(struct span list)
{
	struct span element, v[MOST];
	unsigned type;
	size_t i;

	while (take(&list, true, &type, &element)) {
		assert_int_equal(type, NFTA_LIST_ELEM);
		sort(element, 1 << NFTA_SET_ELEM_KEY, v);
		count(v, 1 + (v[NFTA_SET_ELEM_TIMEOUT].at != NULL));
		element = only(v[NFTA_SET_ELEM_KEY], false, NFTA_DATA_VALUE);
		say(" ");
		for (i = 0; i < element.len; i++)
			say("%02x", element.at[i]);
		if (v[NFTA_SET_ELEM_TIMEOUT].at) {
			uint64_t ms = 0;

			assert_int_equal(v[NFTA_SET_ELEM_TIMEOUT].len, 8);
			for (i = 0; i < 8; i++)
				ms = ms << 8 | v[NFTA_SET_ELEM_TIMEOUT].at[i];
			say(" %ju ms", (uintmax_t)ms);
		}
	}
	say("\n");
}

/* All attributes of a message of nf_tables; none is passed over. */
static void say_attributes(unsigned type, struct span list)
{
	struct span v[MOST], d[MOST];

	switch (type) {
	case NFT_MSG_NEWTABLE:
	case NFT_MSG_DELTABLE:
		say(" %s\n", word(only(list, false, NFTA_TABLE_NAME)));
		break;
	case NFT_MSG_NEWCHAIN:
		sort(list, 1 << NFTA_CHAIN_HOOK, v);
		count(v, 4);
		sort(v[NFTA_CHAIN_HOOK], 0, d);
		count(d, 2);
		say(" %s %s type %s hook %u priority %d\n", word(v[NFTA_CHAIN_TABLE]),
			word(v[NFTA_CHAIN_NAME]), word(v[NFTA_CHAIN_TYPE]),
			number(d[NFTA_HOOK_HOOKNUM]), (int)number(d[NFTA_HOOK_PRIORITY]));
		break;
	case NFT_MSG_NEWSET:
		sort(list, 1 << NFTA_SET_DESC, v);
		count(v, 7);
		say(" %s %s flags 0x%x key type %u len %u size %u id %u\n", word(v[NFTA_SET_TABLE]),
			word(v[NFTA_SET_NAME]), number(v[NFTA_SET_FLAGS]),
			number(v[NFTA_SET_KEY_TYPE]), number(v[NFTA_SET_KEY_LEN]),
			number(only(v[NFTA_SET_DESC], false, NFTA_SET_DESC_SIZE)),
			number(v[NFTA_SET_ID]));
		break;
	case NFT_MSG_NEWRULE:
		sort(list, 1 << NFTA_RULE_EXPRESSIONS, v);
		count(v, 3);
		say(" %s %s\n", word(v[NFTA_RULE_TABLE]), word(v[NFTA_RULE_CHAIN]));
		say_rule(v[NFTA_RULE_EXPRESSIONS]);
		break;
	case NFT_MSG_NEWSETELEM:
	case NFT_MSG_DELSETELEM:
		sort(list, 1 << NFTA_SET_ELEM_LIST_ELEMENTS, v);
		count(v, 3);
		say(" %s %s", word(v[NFTA_SET_ELEM_LIST_TABLE]), word(v[NFTA_SET_ELEM_LIST_SET]));
		say_elements(v[NFTA_SET_ELEM_LIST_ELEMENTS]);
		break;
	case NFT_MSG_GETSET:
		say(" %s\n", word(only(list, false, NFTA_SET_TABLE)));
		break;
	case NFT_MSG_GETSETELEM:
		sort(list, 0, v);
		count(v, 2);
		say(" %s %s\n", word(v[NFTA_SET_ELEM_LIST_TABLE]), word(v[NFTA_SET_ELEM_LIST_SET]));
		break;
	}
}

static void say_flags(unsigned flags, bool dump)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = { { NLM_F_CREATE, "create" }, { NLM_F_EXCL, "excl" },
		{ NLM_F_APPEND, "append" }, { NLM_F_ACK, "ack" } };
	unsigned i;

	assert_true(flags & NLM_F_REQUEST);
	flags &= ~(unsigned)NLM_F_REQUEST;
	if (dump) {
		assert_int_equal(flags, NLM_F_DUMP);
		flags = 0;
	}
	for (i = 0; i < COUNT(names); i++) {
		if (flags & names[i].bit)
			say(" %s", names[i].name);
		flags &= ~names[i].bit;
	}
	assert_int_equal(flags, 0);
}

/* All messages of a request, which fill it. */
static void decode(const uint8_t *bytes, size_t len)
{
	static const struct {
		unsigned type;
		const char *name;
	} names[] = { { NFT_MSG_NEWTABLE, "new table" }, { NFT_MSG_DELTABLE, "delete table" },
		{ NFT_MSG_NEWCHAIN, "new chain" }, { NFT_MSG_NEWSET, "new set" },
		{ NFT_MSG_NEWRULE, "new rule" }, { NFT_MSG_NEWSETELEM, "new element" },
		{ NFT_MSG_DELSETELEM, "delete element" }, { NFT_MSG_GETSET, "get sets" },
		{ NFT_MSG_GETSETELEM, "get elements" } };
	unsigned i;

	*text = 0;
	while (len) {
		struct nlmsghdr h;
		struct nfgenmsg g;
		unsigned type;
		bool edge;

		assert_true(len >= sizeof(h) + sizeof(g));
		memcpy(&h, bytes, sizeof(h));
		memcpy(&g, bytes + sizeof(h), sizeof(g));
		assert_true(h.nlmsg_len <= len && h.nlmsg_len >= sizeof(h) + sizeof(g));
		assert_int_equal(h.nlmsg_len % NLMSG_ALIGNTO, 0);
		assert_int_equal(h.nlmsg_seq, SEQ);
		assert_int_equal(h.nlmsg_pid, 0);
		assert_int_equal(g.version, NFNETLINK_V0);
		edge = h.nlmsg_type == NFNL_MSG_BATCH_BEGIN || h.nlmsg_type == NFNL_MSG_BATCH_END;
		assert_int_equal(g.nfgen_family, edge ? 0 : 1); /* NFPROTO_INET */
		assert_int_equal(ntohs(g.res_id), edge ? NFNL_SUBSYS_NFTABLES : 0);
		type = h.nlmsg_type & 0xff;
		if (edge) {
			say(h.nlmsg_type == NFNL_MSG_BATCH_BEGIN ? "begin" : "end");
			assert_int_equal(h.nlmsg_len, sizeof(h) + sizeof(g));
			say_flags(h.nlmsg_flags, false);
			say("\n");
		} else {
			assert_int_equal(h.nlmsg_type >> 8, NFNL_SUBSYS_NFTABLES);
			for (i = 0; i < COUNT(names); i++)
				if (names[i].type == type)
					say("%s", names[i].name);
			say_flags(h.nlmsg_flags,
				type == NFT_MSG_GETSET || type == NFT_MSG_GETSETELEM);
			say(":");
			say_attributes(type, (struct span){ bytes + sizeof(h) + sizeof(g),
						     h.nlmsg_len - sizeof(h) - sizeof(g) });
		}
		bytes += h.nlmsg_len;
		len -= h.nlmsg_len;
	}
}

#endif
