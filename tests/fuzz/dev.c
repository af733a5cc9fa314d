/* dev - a file like /proc/net/dev, its headings minded, its lines sorted; growth between lines. */
#include "core/ifsort.h"

#include "fuzz.h"

/* From one line to the next, in as many nanoseconds as another column has. */
static void check_growth(const struct iface *before, const struct iface *now)
{
	uint64_t ns = now->value[IFACE_RX_MULTICAST], delta, less, faster;
	unsigned n;

	for (n = 0; n < IFACE_COUNTERS; n++) {
		const uint64_t a = before->value[n], b = now->value[n];
		bool grown = iface_grown(a, b, ns, &delta);

		CHECK(grown || b < a);
		if (grown && b < a)
			CHECK(delta <= ns && a + delta == b + ((uint64_t)1 << 32));
		if (!grown)
			continue;
		faster = iface_rate(delta, ns / 2);
		less = iface_rate(delta / 2, ns);
		CHECK(less <= iface_rate(delta, ns) && iface_rate(delta, ns) <= faster);
		CHECK(delta || !ns || iface_rate(delta, ns) == 0);
	}
}

static void check(const struct iface *i, uint32_t columns)
{
	char out[300];
	struct fmt f = fmt_open(out, sizeof(out));
	unsigned n;

	CHECK(i->name_len && i->name_len <= IFACE_NAME);
	CHECK(!memchr(i->name, ' ', i->name_len) && !i->index);
	CHECK(i->known == columns && !i->physical);
	for (n = 0; n < IFACE_VALUES; n++)
		CHECK(iface_knows(i, n) || !i->value[n]);
	iface_fmt_letters(&f, i->value[0]);
	iface_fmt_words(&f, i->value[0]);
	iface_fmt_scope(&f, (uint8_t)i->value[0]);
	iface_fmt_size(&f, i->value[1]);
	CHECK(!f.cut);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct ifsort s;
	const struct ifsort_entry *e;
	const char *text = (const char *)data;
	uint32_t columns = IFACE_KNOWS_COUNTERS;
	struct iface before = { .name_len = 0 };
	unsigned rows = 0, n = 0;

	ifsort_clear(&s);
	while (size) {
		const char *end = memchr(text, '\n', size);
		size_t len = end ? (size_t)(end - text) : size;
		char *line = exact(text, len);
		struct iface i;

		if (iface_parse(&i, line, len, columns)) {
			CHECK(!iface_heading(line, len, &columns));
			check(&i, columns);
			check_growth(&before, &i);
			before = i;
			ifsort_add(&s, &i);
			rows++;
		} else if (iface_heading(line, len, &columns))
			CHECK(columns && !(columns & ~(uint32_t)IFACE_KNOWS_COUNTERS));
		free(line);
		text += len + !!end;
		size -= len + !!end;
	}
	CHECK(s.count == rows && !s.full);
	for (e = s.first; e; e = e->next, n++)
		CHECK(!e->next || memcmp(e->key, e->next->key, sizeof(e->key)) <= 0);
	CHECK(n == s.count);
	return 0;
}
