/* counters - what the kernel has counted of half-open connections, and a few of its settings. */
#include "synwatch.h"

#include "core/mib.h"

#include <errno.h>
#include <string.h>

static struct os_lines in; /* too large for a small stack, as is the next one */
static struct mib_file mib;

#define COUNTER_TEXT(number, name, key) name "\0"
static const char names[] = COUNTERS(COUNTER_TEXT);

#define COUNTER_KEY(number, name, key) key "\0"
const char counter_keys[] = COUNTERS(COUNTER_KEY);

static void take(struct counters *c, const struct mib *m)
{
	const char *name = names;
	unsigned i;

	for (i = 0; i < N_COUNTERS; i++) {
		size_t len = strlen(name);

		if (m->known && len == m->name_len && memcmp(name, m->name, len) == 0) {
			c->known |= 1u << i;
			c->values[i] = m->n;
		}
		name += len + 1;
	}
}

static int read_file(struct counters *c, const char *name)
{
	enum mib_says says;
	struct mib m;
	int r = os_lines_open(&in, name);

	if (r < 0)
		return r == -ENOENT ? STATUS_FINE : os_complain_file(name, -r);
	memset(&mib, 0, sizeof(mib));
	while ((r = os_lines_next(&in)) > 0) {
		says = mib_read(&mib, in.line, in.len, in.whole);
		if (says == MIB_BROKEN || says == MIB_BAD)
			os_lines_bad(&in);
		while (says == MIB_COUNTERS && mib_next(&mib, &m))
			take(c, &m);
	}
	return os_lines_close(&in, r);
}

int counters_read(struct counters *c)
{
	int status;

	memset(c, 0, sizeof(*c));
	status = read_file(c, "net/netstat");
	status |= read_file(c, "net/snmp");
	c->at = os_now() / MILLISECOND;
	return status;
}

struct counters counters_rates(const struct counters *before, const struct counters *now)
{
	struct counters rates = { .at = now->at - before->at, .known = before->known & now->known };
	unsigned i;

	if (!before->at || !rates.at)
		rates.known = 0;
	for (i = 0; i < N_COUNTERS; i++) {
		uint64_t grown = now->values[i] - before->values[i];

		/* One that went back has begun anew, as those of another network namespace. */
		if (now->values[i] < before->values[i])
			rates.known &= ~(1u << i);
		else if (rates.known >> i & 1)
			rates.values[i] = (grown * SECOND + rates.at / 2) / rates.at;
	}
	return rates;
}

int64_t setting(const char *name)
{
	int64_t n = -1;
	struct scan s;

	if (os_lines_open(&in, name) < 0)
		return n;
	if (os_lines_next(&in) > 0) {
		s = scan_open(in.line, in.len);
		n = (int64_t)scan_dec_max(&s, INT32_MAX);
		n = s.ok ? n : -1;
	}
	os_lines_close(&in, 0);
	return n;
}
