/* etc - lines of /etc/services, /etc/protocols and /etc/passwd. */
#include "core/etc.h"

#include "unit.h"

#define TCP(port) (1u << 16 | (port))
#define UDP(port) (2u << 16 | (port))

static const struct row {
	const char *name;
	enum etc_file file;
	const char *line;
	size_t len;
	const char *entry; /* NULL: it has none */
	uint32_t key;
} rows[] = {
	{ "a service", ETC_SERVICES, BYTES("ssh\t\t22/tcp"), "ssh", TCP(22) },
	{ "aliases and a comment", ETC_SERVICES, BYTES("http\t\t80/tcp\t\twww\t# WorldWideWeb"),
		"http", TCP(80) },
	{ "a comment that touches", ETC_SERVICES, BYTES("domain 53/udp# names"), "domain",
		UDP(53) },
	{ "sctp is not told apart", ETC_SERVICES, BYTES("sgsap 29118/sctp"), NULL, 0 },
	{ "blanks in front and behind", ETC_SERVICES, BYTES(" \tssh 22/tcp \t"), "ssh", TCP(22) },
	{ "a name of signs", ETC_SERVICES, BYTES("z39.50-a_b+c 210/tcp"), "z39.50-a_b+c",
		TCP(210) },
	{ "a name that a terminal obeys", ETC_SERVICES, BYTES("\x1b[2J 7/tcp"), "\x1b[2J", TCP(7) },
	{ "port 0", ETC_SERVICES, BYTES("none 0/tcp"), "none", TCP(0) },
	{ "port 65535", ETC_SERVICES, BYTES("last 65535/udp"), "last", UDP(65535) },
	{ "port 65536", ETC_SERVICES, BYTES("last 65536/udp"), NULL, 0 },
	{ "port 2^32 + 22", ETC_SERVICES, BYTES("ssh 4294967318/tcp"), NULL, 0 },
	{ "a port below 0", ETC_SERVICES, BYTES("ssh -22/tcp"), NULL, 0 },
	{ "dccp is not asked for", ETC_SERVICES, BYTES("rtp 5004/dccp"), NULL, 0 },
	{ "ddp neither", ETC_SERVICES, BYTES("rtmp 1/ddp"), NULL, 0 },
	{ "a longer word than tcp", ETC_SERVICES, BYTES("ssh 22/tcpx"), NULL, 0 },
	{ "a shorter word than tcp", ETC_SERVICES, BYTES("ssh 22/tc"), NULL, 0 },
	{ "capital TCP", ETC_SERVICES, BYTES("ssh 22/TCP"), NULL, 0 },
	{ "no protocol", ETC_SERVICES, BYTES("ssh 22/"), NULL, 0 },
	{ "no slash", ETC_SERVICES, BYTES("ssh 22"), NULL, 0 },
	{ "a slash in the comment", ETC_SERVICES, BYTES("ssh 22#/tcp"), NULL, 0 },
	{ "a blank before the slash", ETC_SERVICES, BYTES("ssh 22 /tcp"), NULL, 0 },
	{ "no port", ETC_SERVICES, BYTES("ssh"), NULL, 0 },
	{ "no name", ETC_SERVICES, BYTES("22/tcp"), NULL, 0 },
	{ "a comment", ETC_SERVICES, BYTES("# ssh 22/tcp"), NULL, 0 },
	{ "a comment without a blank", ETC_SERVICES, BYTES("#ssh 22/tcp"), NULL, 0 },
	{ "a NUL behind tcp", ETC_SERVICES, BYTES("ssh 22/tcp\0"), NULL, 0 },
	{ "an empty line", ETC_SERVICES, BYTES(""), NULL, 0 },
	{ "a line of blanks", ETC_SERVICES, BYTES(" \t "), NULL, 0 },

	{ "a protocol", ETC_PROTOCOLS,
		BYTES("icmp\t1\tICMP\t\t# internet control message protocol"), "icmp", 1 },
	{ "a protocol without an alias", ETC_PROTOCOLS, BYTES("sctp 132"), "sctp", 132 },
	{ "protocol 255", ETC_PROTOCOLS, BYTES("reserved 255"), "reserved", 255 },
	{ "a comment behind the number", ETC_PROTOCOLS, BYTES("ip 0# pseudo"), "ip", 0 },
	{ "protocol 256", ETC_PROTOCOLS, BYTES("mptcp 256"), NULL, 0 },
	{ "protocol 2^32", ETC_PROTOCOLS, BYTES("ip 4294967296"), NULL, 0 },
	{ "a number with a letter", ETC_PROTOCOLS, BYTES("icmp 1x ICMP"), NULL, 0 },
	{ "a row of services", ETC_PROTOCOLS, BYTES("ssh 22/tcp"), NULL, 0 },
	{ "a protocol without a number", ETC_PROTOCOLS, BYTES("icmp ICMP"), NULL, 0 },
	{ "a comment among protocols", ETC_PROTOCOLS, BYTES("#icmp 1"), NULL, 0 },

	{ "root's entry", ETC_PASSWD, BYTES("root:x:0:0:root:/:/bin/bash"), "root", 0 },
	{ "an entry that ends behind the uid", ETC_PASSWD, BYTES("a:x:7:"), "a", 7 },
	{ "no password", ETC_PASSWD, BYTES("a::7:7:::"), "a", 7 },
	{ "a # in the comment", ETC_PASSWD, BYTES("a:x:7:7:room #12::"), "a", 7 },
	{ "a # in the password", ETC_PASSWD, BYTES("a:#x:7:7:::"), "a", 7 },
	{ "a name with a blank and a dollar", ETC_PASSWD, BYTES("a b$:x:7:7:::"), "a b$", 7 },
	{ "uid 2^32 - 1", ETC_PASSWD, BYTES("a:x:4294967295:7:::"), "a", UINT32_MAX },
	{ "uid 2^32", ETC_PASSWD, BYTES("a:x:4294967296:7:::"), NULL, 0 },
	{ "uid 2^64", ETC_PASSWD, BYTES("a:x:18446744073709551616:7:::"), NULL, 0 },
	{ "a uid below 0", ETC_PASSWD, BYTES("a:x:-1:7:::"), NULL, 0 },
	{ "a uid with a letter", ETC_PASSWD, BYTES("a:x:7a:7:::"), NULL, 0 },
	{ "a uid with a blank", ETC_PASSWD, BYTES("a:x: 7:7:::"), NULL, 0 },
	{ "no uid", ETC_PASSWD, BYTES("a:x::7:::"), NULL, 0 },
	{ "an entry that ends with the uid", ETC_PASSWD, BYTES("a:x:7"), NULL, 0 },
	{ "an entry of two fields", ETC_PASSWD, BYTES("a:x"), NULL, 0 },
	{ "an entry of one field", ETC_PASSWD, BYTES("a"), NULL, 0 },
	{ "no user", ETC_PASSWD, BYTES(":x:7:7:::"), NULL, 0 },
	{ "the row that NIS wants", ETC_PASSWD, BYTES("+::::::"), NULL, 0 },
	{ "a user in a comment", ETC_PASSWD, BYTES("#a:x:7:7:::"), NULL, 0 },
	{ "an empty line of passwd", ETC_PASSWD, BYTES(""), NULL, 0 },
};

static void check_row(void **state)
{
	const struct row *r = *state;
	char *line = exact(r->line, r->len), out[80] = "no entry", expected[80] = "no entry";
	struct etc_entry e;

	if (etc_parse(&e, r->file, line, r->len))
		snprintf(out, sizeof(out), "%.*s %u", (int)e.name_len, e.name, e.key);
	if (r->entry)
		snprintf(expected, sizeof(expected), "%s %u", r->entry, r->key);
	assert_string_equal(out, expected);
	free(line);
}

static void entry_is_sane(const void *data, const char *line, size_t len)
{
	const struct row *r = data;
	struct etc_entry e;

	if (!etc_parse(&e, r->file, line, len))
		return;
	assert_true(e.name >= line && e.name_len > 0);
	assert_true(e.name + e.name_len < line + len);
	assert_int_not_equal(*e.name, '#');
	if (r->file == ETC_PASSWD) {
		assert_ptr_equal(e.name, line);
		assert_int_equal(e.name[e.name_len], ':');
		return;
	}
	assert_null(memchr(e.name, ' ', e.name_len));
	assert_null(memchr(e.name, '\t', e.name_len));
	assert_null(memchr(line, '#', (size_t)(e.name + e.name_len - line)));
	assert_true(
		r->file == ETC_PROTOCOLS ? e.key <= 255 : e.key >= TCP(0) && e.key <= UDP(65535));
}

static void prefixes_and_changes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		every_prefix(rows[i].line, rows[i].len, entry_is_sane, &rows[i]);
		every_change(rows[i].line, rows[i].len, entry_is_sane, &rows[i]);
	}
}

static void keys_differ(void **state)
{
	(void)state;
	assert_int_equal(etc_service_key(ETC_TCP, 53), TCP(53));
	assert_int_equal(etc_service_key(ETC_UDP, 53), UDP(53));
	assert_int_equal(etc_service_key(ETC_UDP, 65535), UDP(65535));
	assert_int_not_equal(etc_service_key(ETC_TCP, 0), 0);
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, keys_differ);
	return unit_run(&u, "etc");
}
