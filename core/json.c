/* json - the rows of tables as the objects of one array (RFC 8259). */
#include "core/json.h"

#include <string.h>

static void next(struct table *t)
{
	fmt_char(t->out, ++t->at < t->count ? ',' : '}');
}

static void key(struct table *t)
{
	fmt_char(t->out, '"');
	fmt_str(t->out, t->columns[t->at].key);
	fmt_str(t->out, "\":");
}

static void begin_row(struct json *j, struct fmt *out)
{
	if (j->any)
		fmt_str(out, j->one_line ? "," : ",\n");
	fmt_char(out, '{');
	j->any = true;
}

/* A cell that came in pieces: those of untrusted text are escaped already, but not for JSON. */
static void end_pieces(struct table *t)
{
	struct fmt *f = t->out;
	char *p;

	if (f->at == t->from && !f->cut) {
		f->at--;
		fmt_str(f, "null");
		return;
	}
	for (p = t->from; p < f->at; p++)
		if (*p == '"' || *p == '\\') {
			fmt_char(f, 0);
			memmove(p + 1, p, (size_t)(f->at - 1 - p));
			*p++ = '\\';
		}
	fmt_char(f, '"');
}

static void write(struct table *t, enum json_part part, const char *text, size_t len)
{
	if (part == JSON_ROW) {
		begin_row(t->json, t->out);
		return;
	}
	if (part != JSON_CLOSE)
		key(t);
	if (part == JSON_OPEN) {
		fmt_char(t->out, '"');
		return;
	}
	if (part == JSON_CLOSE)
		end_pieces(t);
	else if (part == JSON_NUMBER)
		fmt_mem(t->out, text, len);
	else if (part == JSON_STRING && len)
		json_string(t->out, text, len);
	else
		fmt_str(t->out, "null");
	next(t);
}

void json_begin(struct json *j, struct fmt *out, bool one_line)
{
	*j = (struct json){ .write = write, .one_line = one_line };
	fmt_char(out, '[');
}

void json_end(struct fmt *out)
{
	fmt_str(out, "]\n");
}

void json_open(struct table *t, char bracket)
{
	key(t);
	fmt_char(t->out, bracket);
}

void json_close(struct table *t, char bracket)
{
	fmt_char(t->out, bracket);
	next(t);
}

static void byte_of_unicode(struct fmt *f, unsigned char c)
{
	fmt_str(f, "\\u00");
	fmt_char(f, "0123456789abcdef"[c >> 4]);
	fmt_char(f, "0123456789abcdef"[c & 15]);
}

void json_string(struct fmt *f, const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text, *end = p + len;

	fmt_char(f, '"');
	while (p < end) {
		size_t n = fmt_printable(p, (size_t)(end - p));

		if (n) {
			if (*p == '"' || *p == '\\')
				fmt_char(f, '\\');
			fmt_mem(f, (const char *)p, n);
			p += n;
		} else if (*p < 0x20 || *p == 0x7f) {
			byte_of_unicode(f, *p++);
		} else if (*p == 0xc2 && end - p > 1 && p[1] >= 0x80 && p[1] < 0xa0) {
			byte_of_unicode(f, p[1]);
			p += 2;
		} else {
			fmt_char(f, '\\');
			fmt_text(f, (const char *)p++, 1, SIZE_MAX);
		}
	}
	fmt_char(f, '"');
}
