/* exempt - who must never be blocked. */
#include "synwatch.h"

#include "core/etc.h"
#include "core/rt.h"

#include <errno.h>
#include <string.h>

enum {
	LOOKS = 4, /* until no route changes meanwhile */
};

static const uint64_t RELOAD = 10ull * SECOND * MILLISECOND;

static struct {
	struct addr_prefix prefix;
	uint8_t why;
} all[EXEMPT];
static unsigned used;
static unsigned allowed; /* of them were asked for, and are the first */
static bool full;

static void add(const struct addr *a, unsigned len, enum why why)
{
	if (used == EXEMPT) {
		full = true;
		return;
	}
	all[used].prefix = (struct addr_prefix){ *a, (uint8_t)len };
	all[used++].why = (uint8_t)why;
}

static void add_address(const struct addr *a, enum why why)
{
	struct addr one = addr_unmapped(a);

	unsigned i;

	for (i = allowed; i < used; i++)
		if (all[i].why == why && memcmp(&all[i].prefix.addr, &one, sizeof(one)) == 0)
			return;
	if (one.family)
		add(&one, addr_bits(one.family), why);
}

/* ---- --allow. */

bool exempt_read_prefix(const char *text, size_t size, struct addr_prefix *p)
{
	struct scan item = scan_open(text, size), address = scan_item(&item, '/');
	uint64_t len;

	p->addr = addr_scan_text(&address);
	if (!scan_done(&address))
		return false;
	len = addr_bits(p->addr.family);
	if (item.at != address.end)
		len = scan_dec_max(&item, len);
	if (!scan_done(&item))
		return false;
	if (addr_is_mapped(&p->addr) && len >= 96) {
		p->addr = addr_unmapped(&p->addr);
		len -= 96;
	}
	p->len = (uint8_t)len;
	addr_mask(&p->addr, p->len);
	return true;
}

static bool allow(const char *text, size_t size)
{
	struct addr_prefix p;
	bool fine = exempt_read_prefix(text, size, &p);

	if (fine)
		add(&p.addr, p.len, IS_ALLOWED);
	return fine;
}

static int complain_of_line(const char *path, unsigned number, const char *reason)
{
	static char text[OS_PATH + FMT_U64 + 8];
	struct fmt f = fmt_open(text, sizeof(text) - 1);

	fmt_str(&f, path);
	fmt_char(&f, ':');
	fmt_dec(&f, number);
	*f.at = 0;
	return os_complain_of(text, reason);
}

static int read_file(const char *path)
{
	static struct os_lines in; /* too large for a small stack */
	unsigned number = 0;
	int r = os_lines_open_path(&in, path);

	if (r < 0)
		return os_complain(path, -r);
	while ((r = os_lines_next(&in)) > 0) {
		const char *comment = memchr(in.line, '#', in.len);
		size_t len = comment ? (size_t)(comment - in.line) : in.len;
		const char *at = in.line;

		number++;
		while (len && (at[len - 1] == '\r' || at[len - 1] == ' ' || at[len - 1] == '\t'))
			len--;
		for (; len && (*at == ' ' || *at == '\t'); at++)
			len--;
		if (len && !allow(at, len)) {
			r = complain_of_line(path, number, PACKED("not an address or prefix"));
			os_lines_close(&in, 0);
			return r;
		}
	}
	return os_lines_close(&in, r);
}

/* Prefixes rather than a file, when the first one is an address. */
int exempt_allow(const char *text)
{
	struct scan list = scan_string(text);
	struct scan first = scan_item(&list, ',');
	int status = STATUS_FINE;

	first = scan_item(&first, '/');
	addr_scan_text(&first);
	if (!scan_done(&first)) {
		status = read_file(text);
	} else {
		list = scan_string(text);
		do {
			struct scan item = scan_item(&list, ',');

			if (!allow(item.at, (size_t)(item.end - item.at)))
				return os_complain_usage("--allow", text,
					PACKED("neither a file nor prefixes with commas"));
		} while (list.at < list.end);
	}
	allowed = used;
	if (full)
		return os_complain_usage("--allow", text, PACKED("too many prefixes"));
	return status;
}

/* ---- What the machine says of itself. */

static int read_routes(struct os_routes *in, enum addr_family family)
{
	struct addr gateway = { 0 };
	struct route r;
	/* The file does not have the machine's own addresses. */
	int result =
		os_routes_open(in, family, 0, ENABLE_NETLINK ? OS_ROUTES_NETLINK : OS_ROUTES_FILE);

	while (result >= 0 && (result = os_routes_next(in, &r)) > 0) {
		/* Broadcast addresses, too, are nobody's. */
		if (r.type == ROUTE_LOCAL || r.type == ROUTE_BROADCAST)
			add(&r.to, r.to_len, IS_OWN);
		/* A million routes have few gateways, mostly the one before. */
		do {
			if (!addr_is_any(&r.via) && memcmp(&r.via, &gateway, sizeof(gateway)) != 0)
				add_address(&r.via, IS_GATEWAY);
			gateway = r.via;
		} while (rt_next_hop(&r));
	}
	return result;
}

static int take_routes(enum addr_family family)
{
	static struct os_routes in; /* too large for a small stack */
	const unsigned before = used;
	unsigned looks = LOOKS;
	int result;

	do {
		used = before;
		result = read_routes(&in, family);
	} while (result == -EINTR && --looks);
	return result == -ENOENT || result == -EAFNOSUPPORT ? STATUS_FINE
							    : os_routes_close(&in, result);
}

static void take_server(const char *line, size_t len)
{
	struct scan s = scan_open(line, len);
	struct addr a;

	scan_skip_blanks(&s);
	if (!scan_take(&s, "nameserver"))
		return;
	scan_blanks(&s);
	s = scan_item(&s, '%');
	s = scan_item(&s, ' ');
	a = addr_scan_text(&s);
	if (scan_done(&s))
		add_address(&a, IS_NAME_SERVER);
}

static void take_session(void)
{
	const char *text = os_variable("SSH_CONNECTION");
	struct scan s = scan_string(text ? text : "");
	struct scan address = scan_item(&s, ' ');
	struct addr a;

	address = scan_item(&address, '%');
	a = addr_scan_text(&address);
	if (scan_done(&address))
		add_address(&a, IS_SESSION);
}

int exempt_load(void)
{
	static const struct addr loopback = { ADDR_IPV4, { 127 } };
	static const struct addr loopback6 = { ADDR_IPV6, { [15] = 1 } };
	static const struct addr multicast = { ADDR_IPV4, { 224 } };
	static const struct addr multicast6 = { ADDR_IPV6, { 0xff } };
	static struct os_lines in;
	static uint64_t loaded;
	static int status;
	uint64_t now = os_now();
	int r;

	if (loaded && now - loaded < RELOAD && status == STATUS_FINE)
		return status;
	loaded = now;
	used = allowed;
	full = false;
	add(&loopback, 8, IS_LOOPBACK);
	add(&loopback6, 128, IS_LOOPBACK);
	add(&multicast, 4, IS_MULTICAST);
	add(&multicast6, 8, IS_MULTICAST);
	take_session();
	status = take_routes(ADDR_IPV4);
	if (status == STATUS_FINE)
		status = take_routes(ADDR_IPV6);
	r = os_lines_open_path(&in, "/etc/resolv.conf");
	if (r >= 0) {
		while ((r = os_lines_next(&in)) > 0)
			take_server(in.line, in.len);
		status |= os_lines_close(&in, r);
	}
	if (full)
		status = os_complain_of("more addresses and gateways than netlet holds", NULL);
	return status;
}

bool exempt_is_own(const struct addr *a)
{
	unsigned i;

	for (i = allowed; i < used; i++)
		if (all[i].why == IS_OWN &&
			addr_has_prefix(a, &all[i].prefix.addr, all[i].prefix.len))
			return true;
	return false;
}

/* Also of a prefix that has an exempt one in it. */
enum why exempt_why(const struct addr_prefix *p)
{
	unsigned i;

	for (i = 0; i < used; i++) {
		const struct addr_prefix *e = &all[i].prefix;

		if (addr_has_prefix(&p->addr, &e->addr, e->len < p->len ? e->len : p->len))
			return all[i].why;
	}
	return NOT_EXEMPT;
}
