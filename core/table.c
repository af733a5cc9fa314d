/* table - columns described once, cells written in their order as aligned text or as JSON. */
#include "core/table.h"

#include "core/json.h"

#include <string.h>

struct table table_open(const struct column *columns, unsigned count, struct json *json)
{
	return (struct table){ .columns = columns, .count = count, .json = json };
}

void table_row(struct table *t, struct fmt *out)
{
	t->at = 0;
	t->out = out;
	if (t->json)
		t->json->write(t, JSON_ROW, NULL, 0);
}

struct fmt *table_cell(struct table *t)
{
	if (t->json)
		t->json->write(t, JSON_OPEN, NULL, 0);
	t->from = t->out->at;
	return t->out;
}

static void next(struct table *t)
{
	fmt_char(t->out, ++t->at < t->count ? ' ' : '\n');
}

void table_cell_end(struct table *t)
{
	if (t->json) {
		t->json->write(t, JSON_CLOSE, NULL, 0);
		return;
	}
	fmt_blanks(t->out, t->columns[t->at].width - (t->out->at - t->from));
	next(t);
}

void table_break(struct table *t)
{
	t->out->at[-1] = '\n';
}

/* A cell of `len` bytes that need no escape in text. */
static void cell(struct table *t, enum json_part part, const char *text, size_t len)
{
	const struct column *c = &t->columns[t->at];
	ptrdiff_t blanks = c->width - (ptrdiff_t)len;

	if (t->json) {
		t->json->write(t, part, text, len);
		return;
	}
	if (c->align == RIGHT)
		fmt_blanks(t->out, blanks);
	fmt_mem(t->out, text, len);
	if (c->align == LEFT)
		fmt_blanks(t->out, blanks);
	next(t);
}

void table_str(struct table *t, const char *text)
{
	cell(t, JSON_STRING, text, strlen(text));
}

void table_none(struct table *t, const char *text)
{
	cell(t, JSON_NULL, text, strlen(text));
}

void table_text(struct table *t, const char *text, size_t len)
{
	if (t->json) {
		t->json->write(t, JSON_STRING, text, len);
		return;
	}
	fmt_text(table_cell(t), text, len, SIZE_MAX);
	table_cell_end(t);
}

void table_digits(struct table *t, const char *digits, size_t len)
{
	cell(t, JSON_NUMBER, digits, len);
}

void table_num(struct table *t, uint64_t n)
{
	char digits[FMT_U64];
	struct fmt f = { digits, digits + sizeof(digits), false }; /* faster than fmt_open */

	fmt_dec(&f, n);
	table_digits(t, digits, (size_t)(f.at - digits));
}

void table_known(struct table *t, bool known, uint64_t n)
{
	if (known)
		table_num(t, n);
	else
		table_none(t, "-");
}

void table_heading(struct table *t, struct fmt *out)
{
	const struct column *c;

	if (t->json)
		return;
	table_row(t, out);
	for (c = t->columns; c < t->columns + t->count; c++)
		table_str(t, c->key + strlen(c->key) + 1);
}
