/* names - the names that /etc/services, /etc/protocols, /etc/passwd and /etc/networks give to numbers. */
#include "core/applet.h"
#include "core/etc.h"
#include "platform/platform.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
	MOST = 8192,	  /* names of one file */
	CACHE = 128,	  /* a power of two */
	CACHED_NAME = 26, /* bytes of the longest name that is cached */
	LINE = 512,	  /* bytes of a line that hold its name and number */
};

/* Where in a file the lines are that name something, by what they name. */
struct index {
	bool loaded;
	int fd;
	uint32_t count;
	uint64_t lines[MOST]; /* key << 32 | offset, sorted */
	struct {
		uint32_t key;
		uint8_t used;
		uint8_t len;
		char name[CACHED_NAME];
	} cache[CACHE];
};

static const struct {
	const char *path;
	bool last_wins; /* of several names for one number */
} files[] = {
	[ETC_SERVICES] = { "/etc/services", true },
	[ETC_PROTOCOLS] = { "/etc/protocols", true },
	[ETC_PASSWD] = { "/etc/passwd", false },
	[ETC_NETWORKS] = { "/etc/networks", false },
};

static struct index indexes[COUNT(files)];

/* These files are nearly sorted, so that inserting from the end is quick. */
static bool insert(struct index *x, uint64_t entry)
{
	uint32_t i = x->count;

	if (i == MOST)
		return false;
	for (; i && x->lines[i - 1] > entry; i--)
		x->lines[i] = x->lines[i - 1];
	x->lines[i] = entry;
	x->count++;
	return true;
}

static int load(struct index *x, enum etc_file file)
{
	const char *path = files[file].path;
	struct os_lines in;
	struct etc_entry e;
	bool fits = true;
	int r = os_lines_open_path(&in, path);

	x->loaded = true;
	x->fd = -1;
	if (r < 0) {
		return r == -ENOENT ? STATUS_FINE : os_complain(path, -r);
	}
	while (fits && (r = os_lines_next(&in)) > 0) {
		uint64_t offset = os_lines_offset(&in);

		if (etc_parse(&e, file, in.line, in.len) && offset <= UINT32_MAX)
			fits = insert(x, (uint64_t)e.key << 32 | offset);
	}
	if (!fits)
		os_complain_of(path, PACKED("more names than netlet holds, some show as numbers"));
	x->fd = in.fd;
	in.fd = -1;
	return os_lines_close(&in, r) == STATUS_FINE && fits ? STATUS_FINE : STATUS_UNREAD;
}

int os_names_load(unsigned wanted)
{
	int status = STATUS_FINE;
	enum etc_file file;

	for (file = ETC_SERVICES; file <= ETC_NETWORKS; file++)
		if (wanted >> file & 1 && !indexes[file].loaded &&
			load(&indexes[file], file) != STATUS_FINE)
			status = STATUS_UNREAD;
	return status;
}

/* The offset of the line that names `key`, or -1. */
static int64_t find(const struct index *x, uint32_t key, bool last_wins)
{
	uint64_t want = last_wins ? (uint64_t)key << 32 | UINT32_MAX : (uint64_t)key << 32;
	uint32_t low = 0, high = x->count;

	/* The first entry that is not below; of those not above, the last is the one before. */
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (x->lines[middle] < want)
			low = middle + 1;
		else
			high = middle;
	}
	if (last_wins && low-- == 0)
		return -1;
	if (low >= x->count || x->lines[low] >> 32 != key)
		return -1;
	return (int64_t)(x->lines[low] & UINT32_MAX);
}

static bool name_of(struct fmt *f, enum etc_file file, uint32_t key)
{
	struct index *x = &indexes[file];
	__typeof__(*x->cache) *c = &x->cache[(key ^ key >> 16) % CACHE];
	char line[LINE];
	struct etc_entry e;
	int64_t offset;
	ssize_t n;
	const char *end;

	if (c->used && c->key == key) {
		fmt_text(f, c->name, c->len, SIZE_MAX);
		return true;
	}
	offset = find(x, key, files[file].last_wins);
	if (offset < 0 || x->fd < 0)
		return false;
	n = pread(x->fd, line, sizeof(line), offset);
	if (n <= 0)
		return false;
	end = memchr(line, '\n', (size_t)n);
	if (!etc_parse(&e, file, line, end ? (size_t)(end - line) : (size_t)n) || e.key != key)
		return false;
	fmt_text(f, e.name, e.name_len, SIZE_MAX);
	if (e.name_len <= CACHED_NAME) {
		c->used = true;
		c->key = key;
		c->len = (uint8_t)e.name_len;
		memcpy(c->name, e.name, e.name_len);
	}
	return true;
}

bool os_port_name(struct fmt *f, enum sock_proto proto, uint16_t port)
{
	switch (proto) {
	case PROTO_SCTP: /* net-tools gives numbers */
		return false;
	case PROTO_RAW:
		return name_of(f, ETC_PROTOCOLS, port);
	default:
		return name_of(f, ETC_SERVICES,
			etc_service_key(proto == PROTO_TCP ? ETC_TCP : ETC_UDP, port));
	}
}

bool os_user_name(struct fmt *f, uint32_t uid)
{
	return name_of(f, ETC_PASSWD, uid);
}

bool os_network_name(struct fmt *f, const struct addr *net)
{
	return net->family == ADDR_IPV4 && name_of(f, ETC_NETWORKS, etc_network_key(net));
}

/* The first key that a name has in a file, of services of each protocol; 0: none. */
static void find_keys(uint32_t keys[ETC_UDP + 1], enum etc_file file, const char *name, size_t len)
{
	struct os_lines in;
	uint32_t key;
	int r = os_lines_open_path(&in, files[file].path);

	memset(keys, 0, sizeof(*keys) * (ETC_UDP + 1));
	while (r >= 0 && (r = os_lines_next(&in)) > 0) {
		uint32_t *k;

		if (!etc_is(&key, file, name, len, in.line, in.len))
			continue;
		k = &keys[file == ETC_SERVICES ? key >> 16 : 0];
		if (!*k)
			*k = key;
	}
	if (r >= 0)
		os_lines_close(&in, r);
}

bool os_service_ports(const char *name, size_t len, uint16_t *tcp, uint16_t *udp)
{
	uint32_t keys[ETC_UDP + 1];

	find_keys(keys, ETC_SERVICES, name, len);
	*tcp = (uint16_t)keys[ETC_TCP];
	*udp = (uint16_t)keys[ETC_UDP];
	return *tcp || *udp;
}

bool os_network_addr(const char *name, struct addr *net)
{
	uint32_t keys[ETC_UDP + 1];

	find_keys(keys, ETC_NETWORKS, name, strlen(name));
	*net = (struct addr){ ADDR_IPV4, { (uint8_t)(*keys >> 24), (uint8_t)(*keys >> 16),
						 (uint8_t)(*keys >> 8), (uint8_t)*keys } };
	return *keys;
}
