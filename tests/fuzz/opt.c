/* opt - a command line, its words between newlines, beside getopt_long. */
#include "core/opt.h"

#include "fuzz.h"

#include <getopt.h>

enum {
	WORDS = 40,
	COUNT = 13,
	WORD = 16, /* bytes of the longest word of an option and its NUL */

	PROGRAM = 1 << 4,
	INTERVAL = 1 << 5,
	COUNT_BY = 1 << 8,
};

static const struct opt opts[COUNT] = {
	OPT('a', false, "all", 1 << 0, "", ""),
	OPT('x', false, "allocate", 0, "", ""), /* configured out */
	OPT('n', false, "numeric", 1 << 1, "", ""),
	OPT(0, false, "numeric-hosts", 1 << 2, "", ""),
	OPT(0, false, "numeric-ports", 1 << 3, "", ""),
	OPT(0, true, "county", 1 << 9, "", ""),
	OPT('p', false, "program", PROGRAM, "NAME", ""),
	OPT(0, false, "programs", PROGRAM, "NAME", ""),
	OPT(0, false, "interval", INTERVAL, "SECS", ""),
	OPT('q', false, "", 1 << 6, "", ""),
	OPT('T', false, "tcp", 1 << 7, "", ""),
	OPT('c', false, "continuous", 1 << 10, "", ""),
	OPT(0, true, "count", COUNT_BY, "[=FIELD]", ""),
};

static int argument_of(const struct opt *o)
{
	return !*opt_argument(o)	 ? no_argument
	       : *opt_argument(o) == '[' ? optional_argument
					 : required_argument;
}

static bool begins(const struct opt *o, const char *word, size_t len)
{
	return o->number && *o->word && strncmp(o->word, word, len) == 0;
}

/*
 * The options that yield do not exist for a word that begins one that does not. getopt_long knows
 * nothing like it, so it gets the words that mean just one then as words of their own.
 */
static int shortened(struct option *longs, int n, char words[WORD][WORD], const struct opt *o)
{
	size_t len;
	int i;

	for (len = 1; len < strlen(o->word); len++) {
		bool others = false;

		for (i = 0; i < COUNT; i++)
			if (begins(&opts[i], o->word, len) &&
				(!opts[i].word[len] ||
					(!opts[i].yields && opts[i].number != o->number)))
				others = true;
		if (others)
			continue;
		memcpy(words[len], o->word, len);
		words[len][len] = 0;
		longs[n++] = (struct option){ words[len], argument_of(o), NULL, 256 + o->number };
	}
	return n;
}

/* Options given by getopt_long; false for a mistake. */
static bool glibcs(int argc, char **argv, uint64_t *set, unsigned *values)
{
	static char words[COUNT][WORD][WORD];
	struct option longs[COUNT * WORD + 1] = { 0 };
	char shorts[2 * COUNT + 2] = ":";
	int c, i, n = 0;

	for (i = 0; i < COUNT; i++) {
		if (!opts[i].number)
			continue;
		if (opts[i].letter)
			sprintf(shorts + strlen(shorts), "%c%s", opts[i].letter,
				*opt_argument(&opts[i]) ? ":" : "");
		if (*opts[i].word)
			longs[n++] = (struct option){ opts[i].word, argument_of(&opts[i]), NULL,
				256 + opts[i].number };
		if (*opts[i].word && !opts[i].yields)
			n = shortened(longs, n, words[i], &opts[i]);
	}
	opterr = 0;
	optind = 0;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		uint64_t bit = c < 256 ? 0 : UINT64_C(1) << (c - 256 - 1);

		if (c == '?' || c == ':')
			return false;
		for (i = 0; !bit; i++)
			bit = opts[i].number && opts[i].letter == c ? opt_bit(&opts[i]) : 0;
		*set |= bit;
		*values += (bit & (PROGRAM | INTERVAL | COUNT_BY)) != 0;
	}
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), **argv = calloc(WORDS + 2, sizeof(*argv)), *p = text;
	char *copies[WORDS + 2];
	struct opt_error e;
	struct args a;
	uint64_t set = 0;
	unsigned values = 0, i;
	int argc = 1;
	bool fine;

	memcpy(text, data, size);
	text[size] = 0;
	argv[0] = (char *)(uintptr_t) "netstat";
	while (argc < WORDS && p <= text + size) {
		argv[argc++] = p;
		p += strcspn(p, "\n");
		*p++ = 0;
	}
	memcpy(copies, argv, sizeof(copies));
	fine = glibcs(argc, copies, &set, &values);
	e = opt_parse(opts, COUNT, argc, argv, NULL, &a);
	if (e.fault == OPT_FINE) {
		CHECK(fine && a.set == set && a.n_values == values);
		CHECK(a.n_words == (unsigned)(argc - optind));
		for (i = 0; i < a.n_words; i++)
			CHECK(a.words[i] == copies[(unsigned)optind + i]);
	} else {
		CHECK(e.fault == OPT_TOO_MANY ? values >= OPT_VALUES || !fine : !fine);
		CHECK(e.word && *e.word == '-');
		CHECK(!e.letter || strchr(e.word, e.letter));
	}
	CHECK((a.twice & ~a.set) == 0 && a.set < 1 << 11);
	for (i = 0; i < a.n_values; i++)
		CHECK((a.values[i].text >= text && a.values[i].text <= text + size) ||
			(a.values[i].bit == COUNT_BY && !*a.values[i].text));
	CHECK(!opt_value(&a, PROGRAM, a.n_values));
	CHECK(!opt_last(&a, COUNT_BY) == !opt_value(&a, COUNT_BY, 0));
	free(argv);
	free(text);
	return 0;
}
