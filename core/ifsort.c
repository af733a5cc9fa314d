/* ifsort - any number of interfaces in the order of their names, in fixed memory. */
#include "core/ifsort.h"

#include <string.h>

/* A name in parts: `eth`, 2 and 10 of eth2:10. */
struct parts {
	size_t prefix; /* bytes */
	int32_t number, alias;
};

/* The number that ends a text, as an int of C holds it; its length becomes the text's before it. */
static int32_t number(const char *text, size_t *len)
{
	size_t end = *len, i;
	uint32_t n = 0;

	while (*len && (unsigned)text[*len - 1] - '0' < 10)
		--*len;
	for (i = *len; i < end; i++)
		n = n * 10 + ((unsigned)text[i] - '0');
	return (int32_t)n;
}

static struct parts parts(const struct iface *i)
{
	struct parts p = { .prefix = i->name_len };

	p.alias = number(i->name, &p.prefix);
	if (p.prefix && p.prefix < i->name_len && i->name[p.prefix - 1] == ':') {
		p.prefix--;
		p.number = number(i->name, &p.prefix);
	} else {
		p.number = p.alias;
		p.alias = 0;
	}
	return p;
}

static int bytes(const struct iface *a, size_t a_len, const struct iface *b, size_t b_len)
{
	int r = memcmp(a->name, b->name, a_len < b_len ? a_len : b_len);

	return r ? r : (int)a_len - (int)b_len;
}

int ifsort_compare(const struct iface *a, const struct iface *b)
{
	struct parts p = parts(a), q = parts(b);
	int r = bytes(a, p.prefix, b, q.prefix);

	if (r)
		return r;
	if (p.number != q.number)
		return p.number < q.number ? -1 : 1;
	if (p.alias != q.alias)
		return p.alias < q.alias ? -1 : 1;
	return bytes(a, a->name_len, b, b->name_len);
}

void ifsort_pass(struct ifsort *s)
{
	s->later = s->count;
	if (s->later)
		s->last = s->kept[s->order[s->count - 1]];
	s->count = 0;
	s->more = false;
}

void ifsort_add(struct ifsort *s, const struct iface *i)
{
	unsigned place, slot = s->count;

	if (s->later && ifsort_compare(i, &s->last) <= 0)
		return;
	for (place = s->count; place; place--) {
		int r = ifsort_compare(i, &s->kept[s->order[place - 1]]);

		if (r == 0 && i->alias)
			return;
		if (r >= 0)
			break;
	}
	if (s->count == IFSORT_KEPT) {
		s->more = true;
		if (place == s->count)
			return;
		slot = s->order[--s->count];
	}
	memmove(s->order + place + 1, s->order + place, (s->count - place) * sizeof(*s->order));
	s->order[place] = (uint16_t)slot;
	s->kept[slot] = *i;
	s->count++;
}
