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

static const struct opt *by_letter(const struct opt *opts, size_t count, char letter)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (opts[i].number && opts[i].letter == letter)
			return &opts[i];
	return NULL;
}

/* Whether these are a word's first `len` bytes. */
static bool begins_with(const char *word, const char *bytes, size_t len)
{
	return strlen(word) >= len && memcmp(word, bytes, len) == 0;
}

/* An exact word, or the only option (however often spelled) that begins with these bytes. */
static const struct opt *by_word(const struct opt *opts, size_t count, const char *word, size_t len,
	enum opt_fault *fault)
{
	const struct opt *found = NULL;
	size_t i;

	*fault = OPT_UNKNOWN;
	for (i = 0; i < count; i++) {
		const struct opt *o = &opts[i];

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

static enum opt_fault take(struct args *a, const struct opt *o, const char *argument)
{
	const uint64_t bit = opt_bit(o);

	a->twice |= a->set & bit;
	a->set |= bit;
	if (!*opt_argument(o))
		return OPT_FINE;
	if (!argument && !is_optional(o))
		return OPT_WANTS_ARGUMENT;
	if (a->n_values == OPT_VALUES)
		return OPT_TOO_MANY;
	a->values[a->n_values].bit = bit;
	a->values[a->n_values++].text = argument ? argument : "";
	return OPT_FINE;
}

/* One word that begins with `--`; *i moves on when its argument is the next word. */
static struct opt_error long_option(const struct opt *opts, size_t count, char **argv, int *i,
	struct args *a)
{
	const char *word = argv[*i] + 2;
	struct scan s = scan_open(word, strlen(word));
	struct scan name = scan_item(&s, '=');
	size_t len = (size_t)(name.end - word);
	struct opt_error e = { .word = argv[*i] };
	const struct opt *o = by_word(opts, count, word, len, &e.fault);

	if (!o)
		return e;
	if (word[len])
		e.fault = *opt_argument(o) ? take(a, o, word + len + 1) : OPT_TAKES_NONE;
	else if (*opt_argument(o) && !is_optional(o) && argv[*i + 1])
		e.fault = take(a, o, argv[++*i]);
	else
		e.fault = take(a, o, NULL);
	return e;
}

/* A cluster of letters behind one dash; *i as above. */
static struct opt_error short_options(const struct opt *opts, size_t count, char **argv, int *i,
	struct args *a)
{
	struct opt_error e = { .word = argv[*i] };
	const char *p;

	for (p = argv[*i] + 1; *p && e.fault == OPT_FINE; p++) {
		const struct opt *o = by_letter(opts, count, *p);

		e.letter = *p;
		if (!o) {
			e.fault = OPT_UNKNOWN;
		} else if (!*opt_argument(o)) {
			e.fault = take(a, o, NULL);
		} else if (p[1]) {
			e.fault = take(a, o, p + 1);
			break;
		} else {
			e.fault = take(a, o, argv[*i + 1]);
			if (argv[*i + 1])
				++*i;
			break;
		}
	}
	return e;
}

struct opt_error opt_parse(const struct opt *opts, size_t count, int argc, char **argv,
	bool words_last, struct args *a)
{
	struct opt_error e = { OPT_FINE, NULL, 0 };
	int i;

	memset(a, 0, sizeof(*a));
	a->words = argv + (argc > 0);
	for (i = 1; i < argc && e.fault == OPT_FINE; i++) {
		if (words_last && a->n_words)
			a->words[a->n_words++] = argv[i];
		else if (argv[i][0] != '-' || !argv[i][1])
			a->words[a->n_words++] = argv[i];
		else if (argv[i][1] != '-')
			e = short_options(opts, count, argv, &i, a);
		else if (argv[i][2])
			e = long_option(opts, count, argv, &i, a);
		else
			break;
	}
	if (e.fault == OPT_FINE)
		while (++i < argc)
			a->words[a->n_words++] = argv[i];
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
	fmt_str(f, behind(opt_argument(o)));
	fmt_char(f, '\n');
}

void opt_help(struct fmt *f, const struct opt *opts, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (opts[i].number && *behind(opt_argument(&opts[i])))
			help_row(f, &opts[i]);
}
