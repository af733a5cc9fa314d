/* applet - the shape of every command. */
#ifndef CORE_APPLET_H
#define CORE_APPLET_H

#include "core/opt.h"

struct applet {
	const char *name;
	const char *summary; /* one line: what it shows; it, words and help may be packed */
	const struct opt *opts;
	size_t n_opts;
	const char *dashed; /* words that are no options, as opt_parse takes them; or NULL */
	const char *words;  /* what may stand behind options, as lines of usage; NULL: nothing */
	int (*run)(const struct args *a); /* gives the exit status */
	int (*topic)(const char *word);	  /* --help WORD; NULL: there are no topics */
	int trouble;			  /* exit status in the place of STATUS_USAGE, or 0 */
};

/* Exit statuses that all applets share. */
enum {
	STATUS_FINE = 0,
	STATUS_NO_MATCH = 1, /* as grep says it */
	STATUS_USAGE = 2,
	STATUS_UNREAD = 2,	/* something asked for could not be read */
	STATUS_NO_APPLET = 127, /* as a shell says it of a command it does not find */
};

/* Bits of the options that every applet has; an applet's own ones are below. */
#define OPT_HELP (1ull << 63)
#define OPT_VERSION (1ull << 62)
#define OPT_PROC (1ull << 61)

/* A text of --help that is not there when it is configured out. Needs build/config.h. */
#define HELP_TEXT(text) (ENABLE_HELP ? PACKED(text) : "")

/* A row of an applet's table of options, the same. */
#define OPTION(letter, yields, word, bits, argument, help)                                         \
	OPT(letter, yields, word, bits, argument, IF_HELP(help))

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

#endif
