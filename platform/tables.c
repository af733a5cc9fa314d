/* tables - the names of routing tables. */
#include "core/scan.h"
#include "platform/platform.h"

#include <string.h>

static const struct {
	const char name[8];
	uint32_t id;
} known[] = { { "default", 253 }, { "main", 254 }, { "local", 255 } };

/*
 * 200	isp1
 */
static bool parse(const char *line, size_t len, uint32_t *id, struct scan *name)
{
	struct scan s = scan_open(line, len);
	size_t name_len;

	scan_skip_blanks(&s);
	*id = (uint32_t)scan_dec_max(&s, UINT32_MAX);
	scan_blanks(&s);
	name_len = scan_token(&s, &name->at);
	name->end = name->at + name_len;
	return s.ok;
}

static bool find(const struct scan *name, uint32_t *id)
{
	static const char *const files[] = {
		"/etc/iproute2/rt_tables",
		"/usr/share/iproute2/rt_tables",
	};
	static struct os_lines in; /* too large for a small stack */
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct scan word;
		bool found = false;

		if (os_lines_open_path(&in, files[i]) < 0)
			continue;
		while (!found && os_lines_next(&in) > 0)
			found = parse(in.line, in.len, id, &word) &&
				word.end - word.at == name->end - name->at &&
				memcmp(word.at, name->at, (size_t)(word.end - word.at)) == 0;
		os_lines_close(&in, 0);
		if (found)
			return true;
	}
	return false;
}

void os_table_name(struct fmt *f, uint32_t id)
{
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].id == id) {
			fmt_str(f, known[i].name);
			return;
		}
	fmt_dec(f, id);
}

bool os_table_id(const char *word, uint32_t *id)
{
	struct scan name = scan_string(word);
	uint64_t number;
	size_t i;

	if (scan_number(word, UINT32_MAX, &number)) {
		*id = (uint32_t)number;
		return number != 0;
	}
	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].name, word) == 0) {
			*id = known[i].id;
			return true;
		}
	return find(&name, id) && *id;
}
