/* opt - command lines, beside getopt_long. */
#include "core/opt.h"

#include "unit.h"

#include <getopt.h>

enum {
	ALL = 1 << 0,
	NUMERIC = 1 << 1,
	HOSTS = 1 << 2,
	PORTS = 1 << 3,
	PROGRAM = 1 << 4,
	CONTINUOUS = 1 << 5,
	INTERVAL = 1 << 6,
	QUIET = 1 << 7,
	TCP = 1 << 8,
	COUNT_BY = 1 << 9,
	COUNTY = 1 << 10,
	NUM = 1 << 11,
	TOP = 1 << 12,
	BITS = 13,

	WORDS = 64, /* of a command line */
	WORD = 24,  /* bytes of the longest word of an option and its NUL */
	TEXT = 2000,
};

static const struct opt opts[] = {
	OPT(0, true, "county", COUNTY, "", "Yields to the rows behind it"),
	OPT('a', false, "all", ALL, "", "All of them"),
	OPT('x', false, "allocate", 0, "", "Configured out"),
	OPT(0, false, "nut", 0, "N", "Configured out"),
	OPT('n', false, "numeric", NUMERIC, "", "No names"),
	OPT(0, false, "numeric-hosts", HOSTS, "", "No names of hosts"),
	OPT(0, false, "numeric-ports", PORTS, "", "No names of ports"),
	OPT('p', false, "program", PROGRAM, "NAME", "This program"),
	OPT(0, false, "programs", PROGRAM, "NAME", ""),
	OPT('c', false, "continuous", CONTINUOUS, "", "Again and again"),
	OPT(0, false, "interval", INTERVAL, "SECS", "How often, with a description that is longer"),
	OPT('q', false, "", QUIET, "", "Only a letter"),
	OPT('t', false, "tcp", TCP, "", "TCP"),
	OPT('T', false, "tcp-wide-and-longer", TCP, "", "The same bit by another letter"),
	OPT(0, true, "count", COUNT_BY, "[=FIELD]", "Yields to the rows before it"),
	OPT(0, true, "num", NUM, "N", "How a word that does not yield begins"),
	OPT(0, true, "top", TOP, "N", "Yields to --tcp"),
	OPT(0, true, "topmost", TOP, "N", ""),
	OPT(0, true, "tcpdump", 0, "", "Configured out"),
};

static const char *const letters = "anHPpciqtCYNT"; /* of the bits, in texts below */

/* Splits at blanks; `''` is an empty word. NULL behind the last one, in an array of exact size. */
static char **split(const char *line, char *copy, int *argc)
{
	char *words[WORDS] = { (char *)"netstat" }, *word, *save = NULL;
	char **argv;

	*argc = 1;
	strcpy(copy, line);
	for (word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
		if (strcmp(word, "''") == 0)
			*word = 0;
		words[(*argc)++] = word;
	}
	argv = calloc((size_t)*argc + 1, sizeof(*argv));
	memcpy(argv, words, (size_t)*argc * sizeof(*argv));
	return argv;
}

static void say_bits(char *out, const char *what, uint64_t bits)
{
	int i;

	sprintf(out + strlen(out), "%s", what);
	for (i = 0; i < BITS; i++)
		if (bits & 1u << i)
			sprintf(out + strlen(out), "%c", letters[i]);
}

static char letter_of(uint64_t bit)
{
	return letters[__builtin_ctzll(bit)];
}

static void say_args(char *out, const struct args *a)
{
	unsigned i;

	*out = 0;
	say_bits(out, "", a->set);
	if (a->twice)
		say_bits(out, " twice ", a->twice);
	for (i = 0; i < a->n_values; i++)
		sprintf(out + strlen(out), " %c=%s", letter_of(a->values[i].bit),
			a->values[i].text);
	strcat(out, " |");
	for (i = 0; i < a->n_words; i++)
		sprintf(out + strlen(out), " %s", *a->words[i] ? a->words[i] : "''");
}

static void ours(char *out, const char *line)
{
	static const char *const faults[] = { [OPT_UNKNOWN] = "unknown",
		[OPT_AMBIGUOUS] = "ambiguous",
		[OPT_WANTS_ARGUMENT] = "wants",
		[OPT_TAKES_NONE] = "takes none",
		[OPT_TOO_MANY] = "too many" };
	char copy[TEXT];
	int argc;
	char **argv = split(line, copy, &argc);
	struct args a;
	struct opt_error e = opt_parse(opts, COUNT(opts), argc, argv, NULL, &a);

	assert_null(argv[argc]);
	if (e.fault == OPT_FINE) {
		assert_int_equal(a.set & ~((1ull << BITS) - 1), 0);
		say_args(out, &a);
	} else if (e.letter) {
		sprintf(out, "%s: %c of %s", faults[e.fault], e.letter, e.word);
	} else {
		sprintf(out, "%s: %s", faults[e.fault], e.word);
	}
	free(argv);
}

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
static int shortened(struct option *longs, int n, const struct opt *o)
{
	static char words[COUNT(opts)][WORD][WORD];
	size_t len, i;

	for (len = 1; len < strlen(o->word); len++) {
		char *word = words[o - opts][len];
		bool others = false;

		memcpy(word, o->word, len);
		word[len] = 0;
		for (i = 0; i < COUNT(opts); i++)
			if (begins(&opts[i], word, len) &&
				(!opts[i].word[len] ||
					(!opts[i].yields && opts[i].number != o->number)))
				others = true;
		if (!others)
			longs[n++] = (struct option){ word, argument_of(o), NULL, 256 + o->number };
	}
	return n;
}

/* The same by getopt_long; an error is only told as one. */
static void glibcs(char *out, const char *line)
{
	struct option longs[COUNT(opts) * WORD] = { 0 };
	char shorts[2 * COUNT(opts) + 2] = ":", copy[TEXT];
	int argc, c, n = 0;
	char **argv = split(line, copy, &argc);
	struct args a = { 0 };
	size_t i;

	for (i = 0; i < COUNT(opts); i++) {
		const struct opt *o = &opts[i];

		if (!o->number)
			continue;
		if (o->letter)
			sprintf(shorts + strlen(shorts), "%c%s", o->letter,
				*opt_argument(o) ? ":" : "");
		if (*o->word)
			longs[n++] =
				(struct option){ o->word, argument_of(o), NULL, 256 + o->number };
		if (*o->word && !o->yields)
			n = shortened(longs, n, o);
	}
	opterr = 0;
	optind = 0;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1 && c != '?' && c != ':') {
		uint64_t bit = c < 256 ? 0 : 1u << (c - 256 - 1);

		for (i = 0; !bit; i++)
			bit = opts[i].number && opts[i].letter == c ? opt_bit(&opts[i]) : 0;
		a.twice |= a.set & bit;
		a.set |= bit;
		if (bit & (PROGRAM | INTERVAL | COUNT_BY | NUM | TOP)) {
			a.values[a.n_values].bit = bit;
			a.values[a.n_values++].text = optarg ? optarg : "";
		}
	}
	a.words = argv + optind;
	a.n_words = (unsigned)(argc - optind);
	if (c == -1)
		say_args(out, &a);
	else
		strcpy(out, "error");
	free(argv);
}

static void compare(const char *line, const char *got)
{
	char expected[TEXT];
	bool fault = strchr(got, ':') != NULL && !strchr(got, '|');

	glibcs(expected, line);
	if (strcmp(fault ? "error" : got, expected) != 0)
		fail_msg("\"%s\": \"%s\", glibc says \"%s\"", line, got, expected);
}

static const struct row {
	const char *name; /* the command line */
	const char *expected;
} rows[] = {
	{ "", " |" },
	{ "-a", "a |" },
	{ "-an", "an |" },
	{ "-anq -t", "anqt |" },
	{ "-a -a", "a twice a |" },
	{ "-aa", "a twice a |" },
	{ "-t -T", "t twice t |" },
	{ "--all", "a |" },
	{ "--all -a --al", "a twice a |" },
	{ "--a", "a |" },
	{ "--al", "a |" }, /* --allocate is configured out */
	{ "--allocate", "unknown: --allocate" },
	{ "--alloc", "unknown: --alloc" },
	{ "-x", "unknown: x of -x" },
	{ "-ax", "unknown: x of -ax" },
	{ "--nu", "ambiguous: --nu" },
	{ "--nut=1", "unknown: --nut=1" },
	{ "--numeric", "n |" }, /* a whole word, though two others begin so */
	{ "--numeric-", "ambiguous: --numeric-" },
	{ "--numeric-h", "H |" },
	{ "--numeric-hosts", "H |" },
	{ "--numeric-hostsx", "unknown: --numeric-hostsx" },
	{ "--tc", "t |" }, /* two words, one meaning */
	{ "--tcp-", "t |" },
	{ "--t", "t |" },
	{ "--c", "c |" },
	{ "--prog=x", "p p=x |" }, /* so are these */
	{ "--programs x", "p p=x |" },
	{ "-p x", "p p=x |" },
	{ "-px", "p p=x |" },
	{ "-p=x", "p p==x |" },
	{ "-ap x y", "ap p=x | y" },
	{ "-apn x", "ap p=n | x" },
	{ "-pa", "p p=a |" },
	{ "-p -a", "p p=-a |" },
	{ "-p --", "p p=-- |" },
	{ "-p ''", "p p= |" },
	{ "-p", "wants: p of -p" },
	{ "-ap", "wants: p of -ap" },
	{ "x -p", "wants: p of -p" },
	{ "--program", "wants: --program" },
	{ "--program=", "p p= |" },
	{ "--program=a=b", "p p=a=b |" },
	{ "--program a", "p p=a |" },
	{ "--program -a", "p p=-a |" },
	{ "--program --", "p p=-- |" },
	{ "--interval 1 --interval=2 -p x", "pi twice i i=1 i=2 p=x |" },
	{ "--all=", "takes none: --all=" },
	{ "--all=yes", "takes none: --all=yes" },
	{ "--a=yes", "takes none: --a=yes" },
	{ "--=x", "ambiguous: --=x" },
	{ "---", "unknown: ---" },
	{ "---all", "unknown: ---all" },
	{ "--ALL", "unknown: --ALL" },
	{ "-A", "unknown: A of -A" },
	{ "-a-", "unknown: - of -a-" },
	{ "-a=", "unknown: = of -a=" },
	{ "-:", "unknown: : of -:" },
	{ "-q", "q |" },
	{ "--q", "unknown: --q" },
	{ "-", " | -" },
	{ "''", " | ''" },
	{ "x y", " | x y" },
	{ "x -a y -n z", "an | x y z" },
	{ "x -p y z", "p p=y | x z" },
	{ "--", " |" },
	{ "-- -a", " | -a" },
	{ "-a -- -n -- x", "a | -n -- x" },
	{ "x -- -a", " | x -a" },
	{ "x -a -- y -n", "a | x y -n" },
	{ "- -a - x", "a | - - x" },
	{ "x y --unknown z", "unknown: --unknown" },
	{ "--count", "C C= |" }, /* an argument that may be left out */
	{ "--count=x", "C C=x |" },
	{ "--count=", "C C= |" },
	{ "--count==", "C C== |" },
	{ "--count=a=b", "C C=a=b |" },
	{ "--count x", "C C= | x" },
	{ "--count ''", "C C= | ''" },
	{ "--count =x", "C C= | =x" },
	{ "--count -a", "aC C= |" },
	{ "--count -- x", "C C= | x" },
	{ "-p --count", "p p=--count |" },
	{ "--count --program --count x", "pC C= p=--count | x" },
	{ "--count=x --count y --count=z", "C twice C C=x C= C=z | y" },
	{ "--cont=x", "takes none: --cont=x" },
	{ "--c=x", "takes none: --c=x" },
	{ "--co", "c |" }, /* --county, before it, and --count, behind it, yield */
	{ "--con", "c |" },
	{ "--cou", "ambiguous: --cou" }, /* two that yield */
	{ "--coun", "ambiguous: --coun" },
	{ "--coun=x", "ambiguous: --coun=x" },
	{ "--county", "Y |" },
	{ "--county=x", "takes none: --county=x" },
	{ "--countys", "unknown: --countys" },
	{ "--num 1", "N N=1 |" }, /* whole, though --numeric does not yield */
	{ "--num=1", "N N=1 |" },
	{ "--num", "wants: --num" },
	{ "--nume", "ambiguous: --nume" }, /* three that do not yield */
	{ "--n", "ambiguous: --n" },
	{ "--t x", "t | x" },
	{ "--to x", "T T=x |" }, /* two words that yield, one meaning */
	{ "--to", "wants: --to" },
	{ "--top=1", "T T=1 |" },
	{ "--topm=1 --topmost 2", "T twice T T=1 T=2 |" },
	{ "--tcpd", "unknown: --tcpd" },
	{ "-a \xff", "a | \xff" },
	{ "-\xff", "unknown: \xff of -\xff" },
};

static void check_row(void **state)
{
	const struct row *r = *state;
	char got[TEXT];

	ours(got, r->name);
	assert_string_equal(got, r->expected);
	compare(r->name, got);
}

static void random_lines(void **state)
{
	static const char *const words[] = { "-a", "-an", "-p", "-pv", "-ap", "-apq", "-q", "-x",
		"-aa", "-a-", "--", "-", "--all", "--al", "--a", "--all=1", "--program",
		"--program=", "--program=v", "--prog", "--p=v", "--programs", "--numeric",
		"--numeric-p", "--numeric-", "--interval", "--int=1", "--=", "---", "x", "y", "''",
		"-Tt", "--tcp", "--tcp-w", "--tcpx", "--allocate", "--count",
		"--count=", "--count=v", "--co", "--cou", "--con", "--county", "--coun=1", "--num",
		"--num=2", "--nume", "--t", "--to", "--to=3", "--top", "--topmo", "--c" };
	int i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		size_t n = unit_random() % 9;
		char line[TEXT] = "", got[TEXT];

		while (n--) {
			strcat(line, words[unit_random() % (i % 2 ? COUNT(words) : 14)]);
			strcat(line, n ? " " : "");
		}
		ours(got, line);
		compare(line, got);
	}
}

static void values_up_to_the_limit(void **state)
{
	char *argv[OPT_VALUES + 4] = { (char *)"netstat" };
	struct opt_error e;
	struct args a;
	int i;

	(void)state;
	for (i = 1; i <= OPT_VALUES + 1; i++)
		argv[i] = (char *)(i % 2 ? "-p1" : "--interval=2");
	e = opt_parse(opts, COUNT(opts), OPT_VALUES + 1, argv, NULL, &a);
	assert_int_equal(e.fault, OPT_FINE);
	assert_int_equal(a.n_values, OPT_VALUES);
	assert_string_equal(opt_value(&a, PROGRAM, 0), "1");
	assert_string_equal(opt_value(&a, INTERVAL, OPT_VALUES / 2 - 1), "2");
	assert_null(opt_value(&a, INTERVAL, OPT_VALUES / 2));
	assert_null(opt_value(&a, ALL, 0));
	assert_string_equal(opt_last(&a, INTERVAL), "2");
	assert_null(opt_last(&a, ALL));
	assert_null(opt_last(&a, COUNT_BY));
	e = opt_parse(opts, COUNT(opts), OPT_VALUES + 2, argv, NULL, &a);
	assert_int_equal(e.fault, OPT_TOO_MANY);
	assert_ptr_equal(e.word, argv[OPT_VALUES + 1]);
	assert_int_equal(a.n_values, OPT_VALUES);
}

static void no_argv_at_all(void **state)
{
	char *argv[] = { NULL };
	struct args a;

	(void)state;
	assert_int_equal(opt_parse(opts, COUNT(opts), 0, argv, NULL, &a).fault, OPT_FINE);
	assert_true(a.n_words == 0 && a.set == 0 && a.n_values == 0);
	assert_int_equal(opt_parse(NULL, 0, 1, (char *[]){ (char *)"x", NULL }, NULL, &a).fault,
		OPT_FINE);
}

/* Words that begin with a dash and are no options; one of them may still be an option's argument. */
static void words_with_a_dash(void **state)
{
	static char first[] = "x", net[] = "-net", host[] = "-host", all[] = "-a", top[] = "--top",
		    nets[] = "-nets";
	char *argv[] = { first, net, all, host, top, net, NULL };
	char *wrong[] = { first, nets, NULL };
	struct opt_error e;
	struct args a;

	(void)state;
	e = opt_parse(opts, COUNT(opts), 6, argv, "-net\0-host\0", &a);
	assert_int_equal(e.fault, OPT_FINE);
	assert_int_equal(a.n_words, 2);
	assert_ptr_equal(a.words[0], net);
	assert_ptr_equal(a.words[1], host);
	assert_string_equal(a.values[0].text, "-net");
	assert_true(a.set & ALL);
	e = opt_parse(opts, COUNT(opts), 2, wrong, "-net\0-host\0", &a);
	assert_int_equal(e.fault, OPT_UNKNOWN);
	e = opt_parse(opts, COUNT(opts), 3, argv, NULL, &a);
	assert_int_equal(e.fault, OPT_UNKNOWN);
}

static void the_last_argument_counts(void **state)
{
	static const struct {
		const char *line;
		const char *last; /* of --count; NULL: it was not given */
	} lines[] = {
		{ "--count=a --top=x --count=b --top=y", "b" },
		{ "--count=a --count", "" },
		{ "--count --count=a", "a" },
		{ "--count", "" },
		{ "--top=x -a", NULL },
		{ "", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(lines); i++) {
		char copy[TEXT];
		int argc;
		char **argv = split(lines[i].line, copy, &argc);
		struct args a;
		const char *last;

		assert_int_equal(opt_parse(opts, COUNT(opts), argc, argv, NULL, &a).fault,
			OPT_FINE);
		last = opt_last(&a, COUNT_BY);
		assert_int_equal(last != NULL, lines[i].last != NULL);
		if (last)
			assert_string_equal(last, lines[i].last);
		free(argv);
	}
}

/* What a word means among some rows, told without any order of them; *bit is 0 if nothing. */
static enum opt_fault meaning(const struct opt *some, size_t count, const char *word, uint64_t *bit)
{
	uint64_t whole = 0, firm = 0, yielding = 0, all;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct opt *o = &some[i];

		if (!o->number || strncmp(o->word, word, strlen(word)) != 0)
			continue;
		if (strcmp(o->word, word) == 0)
			whole |= opt_bit(o);
		else if (o->yields)
			yielding |= opt_bit(o);
		else
			firm |= opt_bit(o);
	}
	all = whole ? whole : firm ? firm : yielding;
	*bit = all & (all - 1) ? 0 : all;
	return *bit ? OPT_FINE : all ? OPT_AMBIGUOUS : OPT_UNKNOWN;
}

/* Rows of words that begin alike, in any order, each yielding or not or configured out. */
static void whatever_the_order_of_rows(void **state)
{
	static const char *const words[] = { "a\0", "ab\0", "abc\0", "abd\0", "abcd\0", "abce\0",
		"b\0" }; /* and no argument */
	int i;

	(void)state;
	for (i = 0; i < 20000; i++) {
		struct opt some[COUNT(words)] = { { 0 } };
		unsigned count = 1 + (unsigned)unit_random() % COUNT(words), k;
		char word[8] = "--", *argv[] = { (char *)"netstat", word, NULL };
		size_t from = unit_random() % COUNT(words);

		for (k = 0; k < count; k++) { /* 3 steps of 7: each word once */
			some[k].word = words[(from + 3 * k) % COUNT(words)];
			some[k].yields = unit_random() % 2;
			some[k].number = unit_random() % 8 ? (uint8_t)(1 + unit_random() % 5) : 0;
		}
		for (k = 1; k < count; k++) {
			unsigned other = (unsigned)unit_random() % (k + 1);
			struct opt one = some[k];

			some[k] = some[other];
			some[other] = one;
		}
		for (k = 0; k <= COUNT(words); k++) {
			uint64_t expected_bit;
			enum opt_fault expected;
			struct args a;

			strcpy(word + 2, k < COUNT(words) ? words[k] : "ac");
			expected = meaning(some, count, word + 2, &expected_bit);
			assert_int_equal(opt_parse(some, count, 2, argv, NULL, &a).fault, expected);
			assert_true(a.set == expected_bit);
		}
	}
}

static const char help[] =
	"      --county             Yields to the rows behind it\n"
	"  -a, --all                All of them\n"
	"  -n, --numeric            No names\n"
	"      --numeric-hosts      No names of hosts\n"
	"      --numeric-ports      No names of ports\n"
	"  -p, --program NAME       This program\n"
	"  -c, --continuous         Again and again\n"
	"      --interval SECS      How often, with a description that is longer\n"
	"  -q                       Only a letter\n"
	"  -t, --tcp                TCP\n"
	"  -T, --tcp-wide-and-longer\n"
	"                           The same bit by another letter\n"
	"      --count[=FIELD]      Yields to the rows before it\n"
	"      --num N              How a word that does not yield begins\n"
	"      --top N              Yields to --tcp\n";

static void help_comes_from_the_same_rows(void **state)
{
	char out[TEXT];
	struct fmt f = fmt_open(out, sizeof(out) - 1);
	size_t size;

	(void)state;
	opt_help(&f, opts, COUNT(opts));
	assert_false(f.cut);
	*f.at = 0;
	assert_string_equal(out, help);
	for (size = 0; size < sizeof(help); size += 7) {
		char *small = exact(help, size);

		f = fmt_open(small, size);
		opt_help(&f, opts, COUNT(opts));
		assert_true(f.cut);
		free(small);
	}
}

/* The letters in one cluster, then what takes an argument, a line being at most 79 columns wide. */
static void usage_comes_from_the_same_rows(void **state)
{
	static const struct opt few[] = {
		OPT('a', false, "all", 1, "", ""),
		OPT('b', false, "off", 0, "", ""),
		OPT('A', false, "family", 2, "FAMILY", ""),
		OPT(0, false, "only-a-word", 4, "", ""),
		OPT(0, false, "a-long-word-with", 8, "A-LONG-ARGUMENT", ""),
		OPT(0, false, "off-with", 0, "ARGUMENT", ""),
		OPT('z', false, "", 16, "Z", ""),
		OPT(0, false, "next-line", 32, "N", ""),
		OPT('c', false, "", 64, "", ""),
		OPT(0, true, "may-go-without", 128, "[=FIELD]", ""),
		OPT(0, true, "may-go-without-too", 256, "[=FIELD]", ""),
	};
	static const char expected[] =
		"usage: cmd [-ac] [-A FAMILY] [--a-long-word-with A-LONG-ARGUMENT] [-z Z]\n"
		"        [--next-line N] [--may-go-without[=FIELD]]\n"
		"        [--may-go-without-too[=FIELD]]\n";
	char out[TEXT];
	struct fmt f = fmt_open(out, sizeof(out) - 1);

	(void)state;
	opt_usage(&f, "cmd", few, COUNT(few));
	assert_false(f.cut);
	*f.at = 0;
	assert_string_equal(out, expected);
}

int main(void)
{
	static struct unit u;
	size_t i;

	for (i = 0; i < COUNT(rows); i++)
		unit_add(&u, *rows[i].name ? rows[i].name : "no words", check_row, &rows[i]);
	UNIT_TEST(&u, random_lines);
	UNIT_TEST(&u, values_up_to_the_limit);
	UNIT_TEST(&u, no_argv_at_all);
	UNIT_TEST(&u, words_with_a_dash);
	UNIT_TEST(&u, the_last_argument_counts);
	UNIT_TEST(&u, whatever_the_order_of_rows);
	UNIT_TEST(&u, help_comes_from_the_same_rows);
	UNIT_TEST(&u, usage_comes_from_the_same_rows);
	return unit_run(&u, "opt");
}
