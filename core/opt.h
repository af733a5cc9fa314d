/* opt - options by table: the same rows parse argv and print --help. */
#ifndef CORE_OPT_H
#define CORE_OPT_H

#include "core/packed.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An option, as OPT makes it: three texts behind one another, and its bit as a number from 1 on. */
struct opt {
	const char *word; /* "": none; behind it opt_argument, and behind that the text of --help */
	char letter;	  /* 0: none */
	uint8_t number;	  /* 0: configured out, it does not exist */
	bool yields;	  /* a shortened word rather means an option that does not */
} __attribute__((packed)); /* 11 bytes in place of 16 */

/*
 * A row of a table, all literals: `bits` is one bit, or 0 for what is configured out; `argument`
 * what --help calls it, "" for none, `[=X]` for one that may be left out; `help` is "" where --help
 * does not show it (another spelling of a row above).
 */
#define OPT(letter, yields, word, bits, argument, help)                                            \
	{                                                                                          \
		word "\0" argument "\0" PACKED(help), letter,                                      \
			(uint8_t)__builtin_ffsll((int64_t)(bits)), yields                          \
	}

enum {
	OPT_VALUES = 32, /* arguments of options in one command line */
};

enum opt_fault {
	OPT_FINE,
	OPT_UNKNOWN,
	OPT_AMBIGUOUS, /* a shortened word that several options begin with */
	OPT_WANTS_ARGUMENT,
	OPT_TAKES_NONE, /* --word=argument for an option without one */
	OPT_TOO_MANY,	/* more than OPT_VALUES arguments */
};

struct args {
	uint64_t set;	/* bits of the options given */
	uint64_t twice; /* bits of those given more than once */
	unsigned n_values;
	struct {
		uint64_t bit;
		const char *text;
	} values[OPT_VALUES];
	unsigned n_words;
	char **words; /* what is no option, in order */
};

/* The word of argv at fault, and in a cluster like -nq the letter; 0: the whole word. */
struct opt_error {
	enum opt_fault fault;
	const char *word;
	char letter;
};

/* The bit of an option that exists. */
uint64_t opt_bit(const struct opt *o);

/* What --help calls its argument, "" if it takes none. */
const char *opt_argument(const struct opt *o);

/* Appends `-a`, or `--all` where there is no letter. */
void opt_fmt(struct fmt *f, const struct opt *o);

/*
 * Reads argv[1] on as getopt_long does: letters cluster, an argument follows in the same word
 * or the next, words may be shortened and may hold `=argument`, options and words mix, `--`
 * ends the options. Moves the words that are no options to the front of argv. `words` are some
 * that are none though they begin with a dash, a NUL behind each and one more; or NULL.
 */
struct opt_error opt_parse(const struct opt *opts, size_t count, int argc, char **argv,
	const char *words, struct args *a);

/*
 * The k-th argument given to the option `bit`, NULL when there are no more. An option that went
 * without the argument it may have has an empty one.
 */
const char *opt_value(const struct args *a, uint64_t bit, unsigned k);

/* The last argument given to an option of which only one counts; NULL: it was not given. */
const char *opt_last(const struct args *a, uint64_t bit);

/* What may follow the command's name: `[-abc] [-A FAMILY] ...`, in lines of less than 80 columns. */
void opt_usage(struct fmt *f, const char *command, const struct opt *opts, size_t count);

/* A line or more for each row, aligned, in 80 columns if the texts are written for it. */
void opt_help(struct fmt *f, const struct opt *opts, size_t count);

#endif
