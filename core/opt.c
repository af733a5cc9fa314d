/* opt - options by table: the same rows parse argv and print --help. */
#include "core/opt.h"

#include "core/scan.h"

#include <string.h>

enum {
	HELP_COLUMN = 27,
	USAGE_COLUMN = 8, /* where further lines of usage begin */
	USAGE_WIDTH = 79,
};

static const char *behind(const char *text)
{
	return text + strlen(text) + 1;
}

const char *opt_argument(const struct opt *o)
{
	return behind(o->word);
}

uint64_t opt_bit(const struct opt *o)
{
	return UINT64_C(1) << (o->number - 1);
}

void opt_fmt(struct fmt *f, const struct opt *o)
{
	fmt_str(f, o->letter ? "-" : "--");
	if (o->letter)
		fmt_char(f, o->letter);
	else
		fmt_str(f, o->word);
}

/* What opt_parse goes on with. */
struct reader {
	const struct opt *opts, *end;
	char **next; /* word of argv; the last one is NULL */
	struct args *a;
};

static const struct opt *by_letter(const struct reader *r, char letter)
{
	const struct opt *o;

	for (o = r->opts; o < r->end; o++)
		if (o->number && o->letter == letter)
			return o;
	return NULL;
}

/* Whether these are a word's first `len` bytes. */
static bool begins_with(const char *word, const char *bytes, size_t len)
{
	return strlen(word) >= len && memcmp(word, bytes, len) == 0;
}

/* An exact word, or the only option (however often spelled) that begins with these bytes. */
static const struct opt *by_word(const struct reader *r, const char *word, size_t len,
	enum opt_fault *fault)
{
	const struct opt *found = NULL, *o;

	*fault = OPT_UNKNOWN;
	for (o = r->opts; o < r->end; o++) {
		if (!o->number || !*o->word || !begins_with(o->word, word, len))
			continue;
		if (!o->word[len])
			return o;
		if (found && found->number != o->number && found->yields == o->yields)
			*fault = OPT_AMBIGUOUS;
		else if (found && found->yields && !o->yields)
			*fault = OPT_UNKNOWN;
		if (!found || !o->yields)
			found = o;
	}
	return *fault == OPT_AMBIGUOUS ? NULL : found;
}

/* Its argument, if any, stands behind `=`. */
static bool is_optional(const struct opt *o)
{
	return *opt_argument(o) == '[';
}

/* `value` is what stands in the same word; NULL: nothing. */
static enum opt_fault take(struct reader *r, const struct opt *o, const char *value)
{
	struct args *a = r->a;
	const uint64_t bit = opt_bit(o);

	if (!*opt_argument(o) && value)
		return OPT_TAKES_NONE;
	a->twice |= a->set & bit;
	a->set |= bit;
	if (!*opt_argument(o))
		return OPT_FINE;
	if (!value)
		value = is_optional(o) ? "" : *r->next++;
	if (!value)
		return OPT_WANTS_ARGUMENT;
	if (a->n_values == OPT_VALUES)
		return OPT_TOO_MANY;
	a->values[a->n_values].bit = bit;
	a->values[a->n_values++].text = value;
	return OPT_FINE;
}

/* What stands behind `--`. */
static enum opt_fault long_option(struct reader *r, const char *word)
{
	struct scan s = scan_string(word);
	struct scan name = scan_item(&s, '=');
	enum opt_fault fault;
	const struct opt *o = by_word(r, word, (size_t)(name.end - word), &fault);

	return o ? take(r, o, *name.end ? name.end + 1 : NULL) : fault;
}

/* The letters behind one dash; *letter is the one at fault. */
static enum opt_fault short_options(struct reader *r, const char *p, char *letter)
{
	enum opt_fault fault = OPT_FINE;

	while (*p && fault == OPT_FINE) {
		const struct opt *o = by_letter(r, *p);
		const char *value = NULL;

		*letter = *p++;
		if (!o)
			return OPT_UNKNOWN;
		if (*p && *opt_argument(o)) {
			value = p;
			p = "";
		}
		fault = take(r, o, value);
	}
	return fault;
}

static bool is_listed(const char *list, const char *word)
{
	for (; list && *list; list += strlen(list) + 1)
		if (strcmp(list, word) == 0)
			return true;
	return false;
}

struct opt_error opt_parse(const struct opt *opts, size_t count, int argc, char **argv,
	const char *words, struct args *a)
{
	struct reader r = { opts, opts + count, argv + (argc > 0), a };
	struct opt_error e = { OPT_FINE, NULL, 0 };
	bool only = false; /* words follow */

	memset(a, 0, sizeof(*a));
	a->words = r.next;
	while (e.fault == OPT_FINE && r.next < argv + argc) {
		char *word = *r.next++;

		e = (struct opt_error){ .word = word };
		if (only || *word != '-' || !word[1] || is_listed(words, word)) {
			a->words[a->n_words++] = word;
		} else if (word[1] != '-') {
			e.fault = short_options(&r, word + 1, &e.letter);
		} else if (word[2]) {
			e.fault = long_option(&r, word + 2);
		} else {
			only = true;
		}
	}
	return e;
}

const char *opt_value(const struct args *a, uint64_t bit, unsigned k)
{
	unsigned i;

	for (i = 0; i < a->n_values; i++)
		if (a->values[i].bit == bit && k-- == 0)
			return a->values[i].text;
	return NULL;
}

const char *opt_last(const struct args *a, uint64_t bit)
{
	unsigned i;

	for (i = a->n_values; i; i--)
		if (a->values[i - 1].bit == bit)
			return a->values[i - 1].text;
	return NULL;
}

/* ` FAMILY`, `[=FIELD]`, or nothing. */
static void argument(struct fmt *f, const struct opt *o)
{
	if (*opt_argument(o) && !is_optional(o))
		fmt_char(f, ' ');
	fmt_str(f, opt_argument(o));
}

/* ` [-A FAMILY]`, on a new line when this one is full; gives the column behind it. */
static ptrdiff_t usage_option(struct fmt *f, const struct opt *o, ptrdiff_t column)
{
	char buf[USAGE_WIDTH];
	struct fmt text = fmt_open(buf, sizeof(buf));

	opt_fmt(&text, o);
	argument(&text, o);
	if (column + (text.at - buf) + 3 > USAGE_WIDTH) {
		fmt_char(f, '\n');
		fmt_blanks(f, USAGE_COLUMN - 1);
		column = USAGE_COLUMN - 1;
	}
	fmt_str(f, " [");
	fmt_mem(f, buf, (size_t)(text.at - buf));
	fmt_char(f, ']');
	return column + (text.at - buf) + 3;
}

void opt_usage(struct fmt *f, const char *command, const struct opt *opts, size_t count)
{
	const char *from = f->at;
	ptrdiff_t column;
	size_t i;

	fmt_str(f, "usage: ");
	fmt_str(f, command);
	fmt_str(f, " [-");
	for (i = 0; i < count; i++)
		if (opts[i].number && opts[i].letter && !*opt_argument(&opts[i]))
			fmt_char(f, opts[i].letter);
	fmt_char(f, ']');
	column = f->at - from;
	for (i = 0; i < count; i++)
		if (opts[i].number && *opt_argument(&opts[i]))
			column = usage_option(f, &opts[i], column);
	fmt_char(f, '\n');
}

static void help_row(struct fmt *f, const struct opt *o)
{
	const char *from = f->at;

	fmt_str(f, "  ");
	if (!o->letter)
		fmt_blanks(f, 4);
	opt_fmt(f, o);
	if (o->letter && *o->word) {
		fmt_str(f, ", --");
		fmt_str(f, o->word);
	}
	argument(f, o);
	if (f->at - from >= HELP_COLUMN) {
		fmt_char(f, '\n');
		fmt_blanks(f, HELP_COLUMN);
	} else {
		fmt_blanks(f, HELP_COLUMN - (f->at - from));
	}
	packed_fmt(f, behind(opt_argument(o)));
	fmt_char(f, '\n');
}

void opt_help(struct fmt *f, const struct opt *opts, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (opts[i].number && *behind(opt_argument(&opts[i])))
			help_row(f, &opts[i]);
}
