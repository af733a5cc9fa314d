/* dev - a file like /proc/net/dev, its lines sorted. */
#include "core/ifsort.h"

#include "fuzz.h"

static void check(const struct iface *i)
{
	char out[300];
	struct fmt f = fmt_open(out, sizeof(out));
	unsigned n;

	CHECK(i->name_len && i->name_len <= IFACE_NAME);
	CHECK(!memchr(i->name, ' ', i->name_len) && !i->index);
	CHECK(i->known == IFACE_KNOWS_COUNTERS);
	for (n = IFACE_COUNTERS; n < IFACE_VALUES; n++)
		CHECK(!i->value[n]);
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
	unsigned rows = 0, n = 0;

	ifsort_clear(&s);
	while (size) {
		const char *end = memchr(text, '\n', size);
		size_t len = end ? (size_t)(end - text) : size;
		char *line = exact(text, len);
		struct iface i;

		if (iface_parse(&i, line, len)) {
			check(&i);
			ifsort_add(&s, &i);
			rows++;
		}
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
