/* mib - a file of named counters, line by line; and the change between two of them. */
#include "core/mib.h"

#include "fuzz.h"

static void counters(struct mib_file *m, const char *line, size_t len)
{
	static uint64_t last;
	char text[FMT_U64 + 3];
	struct mib c;
	size_t n = 0;

	CHECK(m->group_len > 0 && m->group_len <= MIB_NAME);
	while (mib_next(m, &c)) {
		struct fmt f = fmt_open(text, FMT_U64 + 1);

		CHECK(c.name_len > 0 && c.name_len <= MIB_NAME);
		CHECK((c.name >= m->line && c.name + c.name_len <= m->line + MIB_LINE) ||
			(c.name >= line && c.name + c.name_len <= line + len));
		CHECK(!c.negative || c.n >> 63);
		mib_fmt(&f, &c);
		CHECK(!f.cut && (f.at[-1] >= '0' && f.at[-1] <= '9'));
		CHECK((*text == '-') == c.negative);
		f = fmt_open(text, FMT_U64 + 3);
		CHECK(mib_fmt_rate(&f, last, c.n, last % 5000000000 + 1) == (f.at > text));
		CHECK(!f.cut);
		last = c.n;
		CHECK(++n <= len);
	}
}

static void read_line(struct mib_file *m, const char *line, size_t len, bool whole)
{
	enum mib_says says = mib_read(m, line, len, whole);

	if (says == MIB_BROKEN) {
		CHECK(m->len == 0 && m->group == m->line);
		says = mib_read(m, line, len, whole);
		CHECK(says != MIB_BROKEN);
	}
	CHECK(m->len == 0 || says == MIB_NOTHING);
	CHECK(m->len <= MIB_LINE);
	if (says == MIB_COUNTERS)
		counters(m, line, len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct mib_file m;
	const uint8_t *end;

	m.len = 0;
	while (size && (end = memchr(data, '\n', size))) {
		size_t len = (size_t)(end - data);
		char *line = exact(data, len);

		read_line(&m, line, len, true);
		free(line);
		data = end + 1;
		size -= len + 1;
	}
	if (size) {
		char *line = exact(data, size);

		read_line(&m, line, size, false);
		free(line);
	}
	read_line(&m, "", 0, false);
	CHECK(m.len == 0);
	return 0;
}
