/* allow - who must never be blocked: a file of prefixes, and prefixes on a command line. */
#include "applets/synwatch/synwatch.h"

#include "fuzz.h"

#include <errno.h>

/* ---- The file is what came in. */

static const char *file, *file_end;
static unsigned complaint; /* the number of a bad line; 0: none */

int os_lines_open_path(struct os_lines *in, const char *path)
{
	in->bad = 0;
	return strcmp(path, "f") == 0 ? 0 : -ENOENT;
}

/* A line in a buffer of exactly its size. */
int os_lines_next(struct os_lines *in)
{
	static char *copy;
	const char *end;

	free(copy);
	copy = NULL;
	if (file == file_end)
		return 0;
	end = memchr(file, '\n', (size_t)(file_end - file));
	in->whole = end != NULL;
	end = end ? end : file_end;
	in->len = (size_t)(end - file);
	in->line = copy = exact(file, in->len);
	file = end + in->whole;
	return 1;
}

int os_lines_close(struct os_lines *in, int r)
{
	(void)in;
	return r < 0 ? STATUS_UNREAD : STATUS_FINE;
}

int os_complain(const char *subject, int error)
{
	(void)subject;
	(void)error;
	return STATUS_UNREAD;
}

int os_complain_of(const char *subject, const char *reason)
{
	(void)reason;
	CHECK(!complaint && sscanf(subject, "f:%u", &complaint) == 1 && complaint);
	return STATUS_UNREAD;
}

int os_complain_usage(const char *word, const char *value, const char *reason)
{
	(void)word;
	(void)value;
	(void)reason;
	return STATUS_USAGE;
}

int os_routes_open(struct os_routes *in, enum addr_family family, uint32_t table,
	enum os_routes_from from)
{
	(void)in;
	(void)family;
	(void)table;
	(void)from;
	return -ENOENT;
}

int os_routes_next(struct os_routes *in, struct route *r)
{
	(void)in;
	(void)r;
	return 0;
}

int os_routes_close(struct os_routes *in, int r)
{
	(void)in;
	return r < 0 ? STATUS_UNREAD : STATUS_FINE;
}

uint64_t os_now(void)
{
	return 1;
}

const char *os_variable(const char *name)
{
	(void)name;
	return NULL;
}

/* ---- */

/* What is read is masked, and what it is written as is read as the same. */
static void check_prefix(const char *text, size_t len)
{
	struct addr_prefix p, again;
	struct addr masked;
	char out[ADDR_TEXT + 5];
	struct fmt f = fmt_open(out, sizeof(out));

	if (!exempt_read_prefix(text, len, &p))
		return;
	CHECK(p.addr.family == ADDR_IPV4 || p.addr.family == ADDR_IPV6);
	CHECK(p.len <= addr_bits(p.addr.family));
	CHECK(!addr_is_mapped(&p.addr) || p.len < 96);
	masked = p.addr;
	addr_mask(&masked, p.len);
	CHECK(memcmp(&masked, &p.addr, sizeof(masked)) == 0);
	if (addr_is_mapped(&p.addr))
		return; /* it is written as IPv4 */
	addr_fmt(&f, &p.addr);
	fmt_char(&f, '/');
	fmt_dec(&f, p.len);
	CHECK(!f.cut && exempt_read_prefix(out, (size_t)(f.at - out), &again));
	CHECK(memcmp(&again, &p, sizeof(p)) == 0);
}

/* The number of the first line that is neither empty, but for blanks and a comment, nor a prefix. */
static unsigned first_bad(const char *at, const char *end)
{
	unsigned number;

	for (number = 1; at < end; number++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *to = newline ? newline : end, *comment;
		struct addr_prefix p;

		comment = memchr(at, '#', (size_t)(to - at));
		to = comment ? comment : to;
		while (at < to && strchr(" \t", *at) && *at)
			at++;
		while (at < to && strchr(" \t\r", to[-1]) && to[-1])
			to--;
		if (at < to && !exempt_read_prefix(at, (size_t)(to - at), &p))
			return number;
		at = newline ? newline + 1 : end;
	}
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = exact(data, size);
	int status;

	check_prefix(text, size);
	file = text;
	file_end = text + size;
	complaint = 0;
	status = exempt_allow("f");
	CHECK(complaint == first_bad(text, text + size));
	CHECK(!complaint || status != STATUS_FINE);
	free(text);
	/* On the command line it ends with a NUL. */
	text = malloc(size + 1);
	CHECK(text);
	memcpy(text, data, size);
	text[size] = 0;
	file = file_end = NULL;
	exempt_allow(text);
	free(text);
	return 0;
}
