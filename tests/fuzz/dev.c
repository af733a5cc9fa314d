/* dev - a file like /proc/net/dev, its lines sorted in passes. */
#include "core/ifsort.h"

#include "fuzz.h"

static void check(const struct iface *i)
{
	char out[300];
	struct fmt f = fmt_open(out, sizeof(out));
	unsigned n;

	CHECK(i->name_len && i->name_len <= IFACE_NAME);
	CHECK(!memchr(i->name, ' ', i->name_len) && !i->alias && !i->index);
	CHECK(i->known < 1u << IFACE_COUNTERS);
	for (n = 0; n < IFACE_VALUES; n++)
		CHECK(iface_knows(i, n) || !i->value[n]);
	iface_fmt_letters(&f, i->value[0]);
	iface_fmt_words(&f, i->value[0], ",");
	iface_fmt_size(&f, i->value[1]);
	CHECK(!f.cut);
}

/* The lines, and whether they are rows; gives how many are. */
static unsigned pass(struct ifsort *s, const char *text, size_t size)
{
	struct iface_columns c = { .count = 0 };
	unsigned rows = 0;

	ifsort_pass(s);
	while (size) {
		const char *end = memchr(text, '\n', size);
		size_t len = end ? (size_t)(end - text) : size;
		char *line = exact(text, len);
		struct iface i;

		if (iface_parse(&i, &c, line, len, end)) {
			check(&i);
			CHECK(!iface_heading(&c, line, len));
			ifsort_add(s, &i);
			rows++;
		} else if (iface_heading(&c, line, len)) {
			CHECK(c.count <= IFACE_COLUMNS);
		}
		free(line);
		text += len + !!end;
		size -= len + !!end;
	}
	return rows;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct ifsort s;
	unsigned rows, n;

	memset(&s, 0, sizeof(s));
	rows = pass(&s, (const char *)data, size);
	CHECK(s.more == (rows > IFSORT_KEPT) && s.count <= rows);
	for (n = 1; n < s.count; n++)
		CHECK(ifsort_compare(&s.kept[s.order[n - 1]], &s.kept[s.order[n]]) <= 0);
	/* A second pass begins behind the first. */
	if (s.more) {
		pass(&s, (const char *)data, size);
		for (n = 0; n < s.count; n++)
			CHECK(ifsort_compare(&s.last, &s.kept[s.order[n]]) < 0);
	}
	return 0;
}
