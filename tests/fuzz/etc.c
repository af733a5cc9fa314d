/* etc - whole files of /etc. The first byte says which. */
#include "core/etc.h"

#include "fuzz.h"

static void check(enum etc_file file, const char *line, size_t len)
{
	struct etc_entry e;

	if (!etc_parse(&e, file, line, len))
		return;
	CHECK(e.name >= line && e.name_len > 0 && e.name + e.name_len < line + len);
	CHECK(*e.name != '#');
	if (file == ETC_PASSWD) {
		CHECK(e.name == line && !memchr(e.name, ':', e.name_len));
		return;
	}
	CHECK(!memchr(line, '#', (size_t)(e.name + e.name_len - line)));
	CHECK(!memchr(e.name, ' ', e.name_len) && !memchr(e.name, '\t', e.name_len));
	if (file == ETC_PROTOCOLS)
		CHECK(e.key <= 255);
	if (file == ETC_SERVICES)
		CHECK(e.key >> 16 >= ETC_TCP && e.key >> 16 <= ETC_UDP);
}

/* The name that the line begins with is its own, the empty one is nobody's. */
static void check_names(enum etc_file file, const char *line, size_t len)
{
	struct etc_entry e;
	uint32_t key;

	if (file != ETC_SERVICES && file != ETC_NETWORKS)
		return;
	CHECK(!etc_is(&key, file, "", 0, line, len));
	if (etc_parse(&e, file, line, len))
		CHECK(etc_is(&key, file, e.name, e.name_len, line, len) && key == e.key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data + 1, *end = (const char *)data + size;

	while (p < end) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((newline ? newline : end) - p);
		char *line = exact(p, len);

		check((enum etc_file)(data[0] % 4), line, len);
		check_names((enum etc_file)(data[0] % 4), line, len);
		free(line);
		p = newline ? newline + 1 : end;
	}
	return 0;
}
