/* etc - lines of /etc/services, protocols, passwd, networks, hosts and resolv.conf. */
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

	{ "a network", ETC_NETWORKS, BYTES("lan 192.168.5.0"), "lan", 0xc0a80500 },
	{ "a network with an alias", ETC_NETWORKS, BYTES("lan\t192.168.5.0 home # here"), "lan",
		0xc0a80500 },
	{ "a network of one number", ETC_NETWORKS, BYTES("ten 10"), "ten", 0x0a000000 },
	{ "a network of two numbers", ETC_NETWORKS, BYTES("ten 10.1"), "ten", 0x0a010000 },
	{ "a network of three numbers", ETC_NETWORKS, BYTES("ten 10.1.0 t"), "ten", 0x0a010000 },
	{ "the network of all", ETC_NETWORKS, BYTES("default\t\t0.0.0.0"), "default", 0 },
	{ "the highest network", ETC_NETWORKS, BYTES("high 255.255.255.255"), "high", UINT32_MAX },
	{ "a network and a comment that touches", ETC_NETWORKS, BYTES("lan 10.1#x"), "lan",
		0x0a010000 },
	{ "a network and a return", ETC_NETWORKS, BYTES("lan 10.1\r"), "lan", 0x0a010000 },
	{ "a network that a terminal obeys", ETC_NETWORKS, BYTES("\x1b[2J 10"), "\x1b[2J",
		0x0a000000 },
	{ "a network of five numbers", ETC_NETWORKS, BYTES("lan 10.1.0.0.0"), NULL, 0 },
	{ "a network of four numbers and a dot", ETC_NETWORKS, BYTES("lan 10.1.0.0."), NULL, 0 },
	{ "a network of one number and a dot", ETC_NETWORKS, BYTES("lan 10."), NULL, 0 },
	{ "a network of two dots", ETC_NETWORKS, BYTES("lan 10..1"), NULL, 0 },
	{ "a network that begins with a dot", ETC_NETWORKS, BYTES("lan .10"), NULL, 0 },
	{ "a network above 255", ETC_NETWORKS, BYTES("lan 10.256"), NULL, 0 },
	{ "a network above 2^64", ETC_NETWORKS, BYTES("lan 18446744073709551626"), NULL, 0 },
	{ "an octal network", ETC_NETWORKS, BYTES("lan 010.1"), NULL, 0 },
	{ "an octal network at the end", ETC_NETWORKS, BYTES("lan 10.01"), NULL, 0 },
	{ "a hexadecimal network", ETC_NETWORKS, BYTES("lan 0xa"), NULL, 0 },
	{ "a network with its length", ETC_NETWORKS, BYTES("lan 10.0.0.0/8"), NULL, 0 },
	{ "an IPv6 network", ETC_NETWORKS, BYTES("lan 2001:db8::"), NULL, 0 },
	{ "a network without a number", ETC_NETWORKS, BYTES("lan"), NULL, 0 },
	{ "a network without a name", ETC_NETWORKS, BYTES(" 10.0.0.0"), NULL, 0 },
	{ "a comment among networks", ETC_NETWORKS, BYTES("#lan 10.0.0.0"), NULL, 0 },
	{ "an empty line of networks", ETC_NETWORKS, BYTES(""), NULL, 0 },

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
	if (r->file == ETC_PROTOCOLS)
		assert_in_range(e.key, 0, 255);
	if (r->file == ETC_SERVICES)
		assert_in_range(e.key, TCP(0), UDP(65535));
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

static void key_of_a_network(void **state)
{
	static const struct addr net = { ADDR_IPV4, { 192, 168, 5, 1 } };

	(void)state;
	assert_int_equal(etc_network_key(&net), 0xc0a80501);
}

static const struct network_row {
	const char *name;
	const char *line;
	size_t len;
	const char *network;
	uint32_t key; /* of the line; 0: it has none */
	bool is;
} networks[] = {
	{ "a network's name", BYTES("lan 10.1.0.0 home"), "lan", 0x0a010000, true },
	{ "a network's alias", BYTES("lan 10.1.0.0 home"), "home", 0x0a010000, true },
	{ "a network's second alias and a comment", BYTES("lan 10.1 home house#x"), "house",
		0x0a010000, true },
	{ "a network's name in capitals", BYTES("lan 10.1.0.0 home"), "LAN", 0x0a010000, true },
	{ "a network's alias in capitals", BYTES("lan 10.1.0.0 Home"), "hOME", 0x0a010000, true },
	{ "a network's number", BYTES("lan 10.1.0.0 home"), "10.1.0.0", 0x0a010000, false },
	{ "how a network's name begins", BYTES("lan2 10.1.0.0"), "lan", 0x0a010000, false },
	{ "a word of the network's comment", BYTES("lan 10.1.0.0 # home"), "home", 0x0a010000,
		false },
	{ "of a malformed network", BYTES("lan 10.1.0.0.0"), "lan", 0, false },
};

static void check_network(void **state)
{
	const struct network_row *r = *state;
	char *line = exact(r->line, r->len);
	uint32_t key = 0;

	assert_int_equal(etc_is(&key, ETC_NETWORKS, r->network, strlen(r->network), line, r->len),
		r->is);
	assert_int_equal(key, r->key);
	free(line);
}

static const struct service_row {
	const char *name;
	const char *line;
	size_t len;
	const char *service;
	uint32_t key; /* of the line; 0: it has none */
	bool is;
} services[] = {
	{ "nothing of a line that ends with a blank and a return", BYTES("http 80/tcp \r"), "",
		TCP(80), false },
	{ "the name", BYTES("http\t\t80/tcp\t\twww\t# WorldWideWeb"), "http", TCP(80), true },
	{ "the alias", BYTES("http\t\t80/tcp\t\twww\t# WorldWideWeb"), "www", TCP(80), true },
	{ "a word of the comment", BYTES("http 80/tcp www # WorldWideWeb"), "WorldWideWeb", TCP(80),
		false },
	{ "the sign of the comment", BYTES("http 80/tcp www # WorldWideWeb"), "#", TCP(80), false },
	{ "a comment that touches the alias", BYTES("http 80/tcp www#w3"), "www", TCP(80), true },
	{ "the alias and its comment", BYTES("http 80/tcp www#w3"), "www#w3", TCP(80), false },
	{ "a comment that touches the port", BYTES("http 80/tcp#www"), "www", TCP(80), false },
	{ "the name of a line without an alias", BYTES("ssh 22/tcp"), "ssh", TCP(22), true },
	{ "the name behind blanks", BYTES(" \t ssh 22/tcp"), "ssh", TCP(22), true },
	{ "the port word", BYTES("ssh 22/tcp"), "22/tcp", TCP(22), false },
	{ "the port word behind blanks", BYTES(" \tssh \t 22/tcp"), "22/tcp", TCP(22), false },
	{ "the port", BYTES("ssh 22/tcp"), "22", TCP(22), false },
	{ "the protocol", BYTES("ssh 22/tcp"), "tcp", TCP(22), false },
	{ "an alias like the port word", BYTES("ssh 22/tcp 22/tcp"), "22/tcp", TCP(22), true },
	{ "a name like the port word", BYTES("22/tcp 22/tcp"), "22/tcp", TCP(22), true },
	{ "another service", BYTES("ssh 22/tcp"), "http", TCP(22), false },
	{ "how the name begins", BYTES("https 443/udp"), "http", UDP(443), false },
	{ "more than the name", BYTES("http 80/tcp"), "https", TCP(80), false },
	{ "how the alias ends", BYTES("http 80/tcp www"), "ww", TCP(80), false },
	{ "in capitals", BYTES("http 80/tcp www"), "HTTP", TCP(80), false },
	{ "the first of many aliases", BYTES("kerberos 88/udp kerberos5 krb5 kerberos-sec"),
		"kerberos5", UDP(88), true },
	{ "one among many aliases", BYTES("kerberos 88/udp kerberos5 krb5 kerberos-sec"), "krb5",
		UDP(88), true },
	{ "the last of many aliases", BYTES("kerberos 88/udp kerberos5 krb5 kerberos-sec \t"),
		"kerberos-sec", UDP(88), true },
	{ "two words", BYTES("kerberos 88/udp kerberos5 krb5"), "kerberos5 krb5", UDP(88), false },
	{ "nothing of a line", BYTES("ssh 22/tcp"), "", TCP(22), false },
	{ "nothing of a line that ends with a blank", BYTES("ssh 22/tcp "), "", TCP(22), false },
	{ "the name before a return", BYTES("ssh 22/tcp\r"), "ssh", TCP(22), true },
	{ "the port word before a return", BYTES("ssh 22/tcp\r"), "22/tcp", TCP(22), false },
	{ "the alias before a return", BYTES("http 80/tcp www\r"), "www", TCP(80), true },
	{ "the alias with its return", BYTES("http 80/tcp www\r"), "www\r", TCP(80), false },
	{ "an alias before the last one", BYTES("http 80/tcp www w3\r"), "www", TCP(80), true },
	{ "the alias before a blank and a return", BYTES("http 80/tcp www \r"), "www", TCP(80),
		true },
	{ "a return alone", BYTES("http 80/tcp www \r"), "\r", TCP(80), false },
	{ "the alias before a comment and a return", BYTES("http 80/tcp www # w3\r"), "www",
		TCP(80), true },
	{ "a return before the last alias", BYTES("http 80/tcp www\r w3"), "www", TCP(80), false },
	{ "the alias and a return before the last one", BYTES("http 80/tcp www\r w3"), "www\r",
		TCP(80), true },
	{ "a return inside is a byte like others", BYTES("http 80/tcp w\rw w3"), "w\rw", TCP(80),
		true },
	{ "a name that a terminal obeys", BYTES("a 7/tcp \x1b[2J"), "\x1b[2J", TCP(7), true },
	{ "a NUL inside the alias", BYTES("http 80/tcp www\0x"), "www", TCP(80), false },
	{ "port 0 has a name too", BYTES("none 0/tcp"), "none", TCP(0), true },
	{ "of a protocol not asked for", BYTES("rtp 5004/dccp voice"), "rtp", 0, false },
	{ "of a port too large", BYTES("last 65536/udp"), "last", 0, false },
	{ "of a line without a port", BYTES("ssh"), "ssh", 0, false },
	{ "of a line without a protocol", BYTES("ssh 22 alias"), "alias", 0, false },
	{ "of a comment", BYTES("#ssh 22/tcp"), "ssh", 0, false },
	{ "the sign and the name of a comment", BYTES("#ssh 22/tcp"), "#ssh", 0, false },
	{ "of a comment in front of all", BYTES("# ssh 22/tcp ssh"), "ssh", 0, false },
	{ "of an empty line", BYTES(""), "ssh", 0, false },
	{ "nothing of an empty line", BYTES(""), "", 0, false },
};

static void check_service(void **state)
{
	const struct service_row *r = *state;
	size_t name_len = strlen(r->service);
	char *line = exact(r->line, r->len), *name = exact(r->service, name_len);
	uint32_t key = 0;

	assert_int_equal(etc_is(&key, ETC_SERVICES, name, name_len, line, r->len), r->is);
	assert_int_equal(key, r->key);
	free(name);
	free(line);
}

/* Any word but the second, found another way. */
static bool has_name(const char *line, size_t len, const char *name)
{
	const char *comment = memchr(line, '#', len);
	size_t word = 0, n;

	if (comment)
		len = (size_t)(comment - line);
	if (len && line[len - 1] == '\r')
		len--;
	for (; len; line += n, len -= n) {
		for (n = 0; n < len && line[n] != ' ' && line[n] != '\t'; n++)
			;
		if (n && word++ != 1 && n == strlen(name) && memcmp(line, name, n) == 0)
			return true;
		n += n < len;
	}
	return false;
}

static void service_is_sane(const void *data, const char *line, size_t len)
{
	const struct service_row *r = data;
	struct etc_entry e = { 0 };
	uint32_t key = 0;
	bool expected = etc_parse(&e, ETC_SERVICES, line, len) && has_name(line, len, r->service);

	assert_int_equal(etc_is(&key, ETC_SERVICES, r->service, strlen(r->service), line, len),
		expected);
	if (expected)
		assert_int_equal(key, e.key);
}

static void prefixes_and_changes_of_services(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(services); i++) {
		if (!*services[i].service)
			continue;
		every_prefix(services[i].line, services[i].len, service_is_sane, &services[i]);
		every_change(services[i].line, services[i].len, service_is_sane, &services[i]);
	}
}

#define LABEL_50 "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwx"
#define NAME_255 LABEL_50 LABEL_50 LABEL_50 LABEL_50 LABEL_50 "abcde"

static const struct host_row {
	const char *name;
	const char *line;
	size_t len;
	const char *host; /* address and name; NULL: it has none */
} hosts[] = {
	{ "an address", BYTES("127.0.0.1\tlocalhost"), "127.0.0.1 localhost" },
	{ "the first of its names", BYTES("192.0.2.1 one.example one"), "192.0.2.1 one.example" },
	{ "an IPv6 address", BYTES("2001:DB8::1 six"), "2001:db8::1 six" },
	{ "a mapped address stays one", BYTES("::ffff:192.0.2.1 m"), "mapped 192.0.2.1 m" },
	{ "blanks in front of the address", BYTES(" \t192.0.2.1 \t one \t"), "192.0.2.1 one" },
	{ "a carriage return", BYTES("192.0.2.1 one\r"), "192.0.2.1 one" },
	{ "a comment behind a blank", BYTES("192.0.2.1 one # two"), "192.0.2.1 one" },
	{ "a comment behind a name", BYTES("192.0.2.1 one#two"), "192.0.2.1 one" },
	{ "a name that a terminal obeys", BYTES("192.0.2.1 \x1b[2J"), "192.0.2.1 \x1b[2J" },
	{ "a name that reads as an address", BYTES("192.0.2.1 192.0.2.2"), "192.0.2.1 192.0.2.2" },
	{ "255 bytes", BYTES("192.0.2.1 " NAME_255 " b"), "192.0.2.1 " NAME_255 },
	{ "256 bytes", BYTES("192.0.2.1 " NAME_255 "a b"), NULL },
	{ "an address alone", BYTES("192.0.2.1"), NULL },
	{ "an address and a blank", BYTES("192.0.2.1 "), NULL },
	{ "an address and a comment", BYTES("192.0.2.1 # one"), NULL },
	{ "an address in a comment", BYTES("# 192.0.2.1 one"), NULL },
	{ "a comment that touches an address", BYTES("192.0.2.1# one"), NULL },
	{ "a leading zero", BYTES("192.0.02.1 one"), NULL },
	{ "three numbers", BYTES("192.0.2 one"), NULL },
	{ "five numbers", BYTES("192.0.2.1.1 one"), NULL },
	{ "a number above 255", BYTES("192.0.2.256 one"), NULL },
	{ "an interface", BYTES("fe80::1%eth0 one"), NULL },
	{ "a prefix length", BYTES("192.0.2.1/24 one"), NULL },
	{ "a name first", BYTES("one 192.0.2.1"), NULL },
	{ "an empty line of hosts", BYTES(""), NULL },
	{ "a line of hosts with blanks", BYTES(" \t\r"), NULL },
};

static const struct named_row {
	const char *name;
	const char *line;
	size_t len;
	const char *host;
	bool is;
} named[] = {
	{ "a host's name", BYTES("192.0.2.1 one.example one"), "one.example", true },
	{ "a host's alias", BYTES("192.0.2.1\tone.example uno one"), "one", true },
	{ "a host's alias before a return", BYTES("192.0.2.1 one.example one\r"), "one", true },
	{ "a host's alias before a comment", BYTES("192.0.2.1 one.example one# x"), "one", true },
	{ "a host's name in capitals", BYTES("192.0.2.1 one.example one"), "ONE.example", true },
	{ "of an IPv6 host", BYTES("2001:db8::1 one"), "one", true },
	{ "letters that are none", BYTES("192.0.2.1 [ne"), "{ne", false },
	{ "a host's address", BYTES("192.0.2.1 one"), "192.0.2.1", false },
	{ "how a host's name begins", BYTES("192.0.2.1 one.example"), "one", false },
	{ "more than a host's name", BYTES("192.0.2.1 one"), "one.example", false },
	{ "in a host's comment", BYTES("192.0.2.1 two # one"), "one", false },
	{ "of a host without an address", BYTES("one one"), "one", false },
	{ "of a host with a malformed address", BYTES("192.0.2.256 one"), "one", false },
	{ "nothing of a host", BYTES("192.0.2.1 one "), "", false },
};

static void check_named(void **state)
{
	const struct named_row *r = *state;
	size_t name_len = strlen(r->host);
	char *line = exact(r->line, r->len), *name = exact(r->host, name_len);
	struct etc_host h;

	assert_int_equal(etc_host_is(&h, name, name_len, line, r->len), r->is);
	if (r->is)
		assert_true(h.addr.family == ADDR_IPV4 || h.addr.bytes[15] == 1);
	free(name);
	free(line);
}

static const struct search_row {
	const char *name;
	const char *line;
	size_t len;
	const char *domains; /* NULL: it says nothing of them */
} searches[] = {
	{ "a domain to search", BYTES("search example"), "example" },
	{ "domains to search", BYTES("search\tlan.example \t example"), "lan.example \t example" },
	{ "a domain", BYTES("domain lan.example"), "lan.example" },
	{ "a domain and a return", BYTES("search example\r"), "example" },
	{ "no domain", BYTES("search "), "" },
	{ "a word alone", BYTES("search"), NULL },
	{ "a longer word than search", BYTES("searching example"), NULL },
	{ "a blank before the word", BYTES(" search example"), NULL },
	{ "a comment of domains", BYTES("#search example"), NULL },
	{ "a server", BYTES("nameserver 192.0.2.53"), NULL },
	{ "an empty line of domains", BYTES(""), NULL },
};

static void check_search(void **state)
{
	const struct search_row *r = *state;
	char *line = exact(r->line, r->len);
	struct scan s;

	assert_int_equal(etc_parse_search(&s, line, r->len), r->domains != NULL);
	if (r->domains) {
		assert_int_equal(s.end - s.at, strlen(r->domains));
		assert_memory_equal(s.at, r->domains, strlen(r->domains));
	}
	free(line);
}

static void search_is_sane(const void *data, const char *line, size_t len)
{
	struct scan s;

	(void)data;
	if (etc_parse_search(&s, line, len))
		assert_true(s.ok && s.at >= line + 7 && s.at <= s.end && s.end <= line + len);
}

static void put_addr(struct fmt *f, const struct addr *a)
{
	if (addr_is_mapped(a))
		fmt_str(f, "mapped ");
	addr_fmt(f, a);
}

static void check_host(void **state)
{
	const struct host_row *r = *state;
	char *line = exact(r->line, r->len), out[400];
	struct fmt f = fmt_open(out, sizeof(out) - 1);
	struct etc_host h;

	if (etc_parse_host(&h, line, r->len)) {
		put_addr(&f, &h.addr);
		fmt_char(&f, ' ');
		fmt_mem(&f, h.name, h.name_len);
	} else {
		fmt_str(&f, "no host");
	}
	*f.at = 0;
	assert_string_equal(out, r->host ? r->host : "no host");
	free(line);
}

static void host_is_sane(const void *data, const char *line, size_t len)
{
	struct etc_host h;

	(void)data;
	if (!etc_parse_host(&h, line, len))
		return;
	assert_in_range(h.name_len, 1, ETC_HOST_NAME);
	assert_true(h.name > line && h.name + h.name_len <= line + len);
	assert_null(memchr(line, '#', (size_t)(h.name + h.name_len - line)));
	assert_null(memchr(h.name, ' ', h.name_len));
	assert_null(memchr(h.name, '\t', h.name_len));
}

static const struct resolver_row {
	const char *name;
	const char *line;
	size_t len;
	const char *resolver; /* NULL: it says nothing */
} resolvers[] = {
	{ "a name server", BYTES("nameserver 192.0.2.53"), "192.0.2.53" },
	{ "an IPv6 name server", BYTES("nameserver\t2001:db8::53"), "2001:db8::53" },
	{ "a name server on a link", BYTES("nameserver fe80::1%eth0"), "fe80::1%eth0" },
	{ "blanks around a name server", BYTES("nameserver \t 192.0.2.53 \t"), "192.0.2.53" },
	{ "a comment behind a name server", BYTES("nameserver 192.0.2.53 # here"), "192.0.2.53" },
	{ "a name server and a carriage return", BYTES("nameserver ::1\r"), "::1" },
	{ "two name servers", BYTES("nameserver 192.0.2.53 192.0.2.54"), "192.0.2.53" },
	{ "no name server", BYTES("nameserver"), NULL },
	{ "a blank for a name server", BYTES("nameserver "), NULL },
	{ "a name server without a blank", BYTES("nameserver192.0.2.53"), NULL },
	{ "a name server by name", BYTES("nameserver ns.example"), NULL },
	{ "a name server with a port", BYTES("nameserver 192.0.2.53:53"), NULL },
	{ "a comment that touches a name server", BYTES("nameserver 192.0.2.53#here"), NULL },
	{ "a name server behind a blank", BYTES(" nameserver 192.0.2.53"), NULL },
	{ "a name server in a comment", BYTES("#nameserver 192.0.2.53"), NULL },
	{ "the other comment", BYTES(";nameserver 192.0.2.53"), NULL },
	{ "a link without a name", BYTES("nameserver fe80::1%"), NULL },
	{ "capitals", BYTES("NAMESERVER 192.0.2.53"), NULL },
	{ "a timeout", BYTES("options timeout:1"), "1 s" },
	{ "a timeout among others", BYTES("options  edns0\ttimeout:3 rotate \r"), "3 s" },
	{ "the last timeout", BYTES("options timeout:3 timeout:5"), "5 s" },
	{ "a timeout of 0", BYTES("options timeout:0"), "1 s" },
	{ "a timeout of 0 after another", BYTES("options timeout:3 timeout:0"), "1 s" },
	{ "a timeout of 2^32 - 1", BYTES("options timeout:4294967295"), "4294967295 s" },
	{ "a timeout of 2^32", BYTES("options timeout:4294967296"), NULL },
	{ "a timeout without a number", BYTES("options timeout:"), NULL },
	{ "a timeout in letters", BYTES("options timeout:x"), NULL },
	{ "a word that ends like it", BYTES("options notimeout:1"), NULL },
	{ "no options", BYTES("options"), NULL },
	{ "other options", BYTES("options edns0 trust-ad"), NULL },
	{ "a longer word than options", BYTES("optionss timeout:1"), NULL },
	{ "a timeout in another line", BYTES("search timeout:1"), NULL },
	{ "an empty line of resolv.conf", BYTES(""), NULL },
};

static void check_resolver(void **state)
{
	const struct resolver_row *row = *state;
	char *line = exact(row->line, row->len), out[100];
	struct fmt f = fmt_open(out, sizeof(out) - 1);
	struct etc_resolver r;

	if (etc_parse_resolver(&r, line, row->len)) {
		if (r.server.family)
			put_addr(&f, &r.server);
		if (r.zone_len)
			fmt_char(&f, '%');
		fmt_mem(&f, r.zone, r.zone_len);
		if (r.timeout)
			fmt_dec(&f, r.timeout);
		if (r.timeout)
			fmt_str(&f, " s");
	} else {
		fmt_str(&f, "nothing");
	}
	*f.at = 0;
	assert_string_equal(out, row->resolver ? row->resolver : "nothing");
	free(line);
}

static void resolver_is_sane(const void *data, const char *line, size_t len)
{
	struct etc_resolver r;

	(void)data;
	if (!etc_parse_resolver(&r, line, len))
		return;
	assert_true(!r.server.family != !r.timeout);
	if (r.zone_len)
		assert_true(r.zone > line && r.zone + r.zone_len <= line + len);
}

static void hosts_prefixes_and_changes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(hosts); i++) {
		every_prefix(hosts[i].line, hosts[i].len, host_is_sane, NULL);
		every_change(hosts[i].line, hosts[i].len, host_is_sane, NULL);
	}
	for (i = 0; i < COUNT(resolvers); i++) {
		every_prefix(resolvers[i].line, resolvers[i].len, resolver_is_sane, NULL);
		every_change(resolvers[i].line, resolvers[i].len, resolver_is_sane, NULL);
	}
	for (i = 0; i < COUNT(searches); i++) {
		every_prefix(searches[i].line, searches[i].len, search_is_sane, NULL);
		every_change(searches[i].line, searches[i].len, search_is_sane, NULL);
	}
}

int main(void)
{
	static struct unit u;

	UNIT_ROWS(&u, rows, check_row);
	UNIT_TEST(&u, prefixes_and_changes);
	UNIT_TEST(&u, keys_differ);
	UNIT_ROWS(&u, services, check_service);
	UNIT_TEST(&u, prefixes_and_changes_of_services);
	UNIT_TEST(&u, key_of_a_network);
	UNIT_ROWS(&u, networks, check_network);
	UNIT_ROWS(&u, hosts, check_host);
	UNIT_ROWS(&u, named, check_named);
	UNIT_ROWS(&u, searches, check_search);
	UNIT_ROWS(&u, resolvers, check_resolver);
	UNIT_TEST(&u, hosts_prefixes_and_changes);
	return unit_run(&u, "etc");
}
