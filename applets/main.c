/* main - chooses the applet, parses its options, runs it, flushes, gives the exit status. */
#include "core/applet.h"

#include "build/config.h"
#include "core/scan.h"
#include "platform/platform.h"

#include <string.h>

#define APPLET(name) extern const struct applet name##_applet;
#include "applets/list.h"
#undef APPLET

static const struct applet *const applets[] = {
#define APPLET(name) &name##_applet,
#include "applets/list.h"
#undef APPLET
	NULL,
};

static int trouble = STATUS_USAGE; /* the exit status of what goes wrong here */

static const struct applet *applet_named(const char *name)
{
	const struct applet *const *a;

	for (a = applets; *a; a++)
		if (strcmp((*a)->name, name) == 0)
			return *a;
	return NULL;
}

/* What was called: the last part of a path, without the dash of a login shell. */
static const char *base_name(const char *path)
{
	const char *p;

	for (p = path; *p; p++)
		if (*p == '/')
			path = p + 1;
	return *path == '-' ? path + 1 : path;
}

/* netlet, netlet-1.0, netlet.static */
static bool is_own_name(const char *name)
{
	struct scan s = scan_string(name);

	return scan_take(&s, "netlet") && (s.at == s.end || *s.at == '-' || *s.at == '.');
}

static void print(const char *text)
{
	packed_fmt(os_out(), text);
}

static void print_version(const char *name)
{
	print(name);
	print(PACKED(" (netlet) ") NETLET_VERSION "\n");
}

static int usage_error(const struct opt_error *e)
{
	static const char *const reasons[] = {
		[OPT_UNKNOWN] = PACKED("unknown option"),
		[OPT_AMBIGUOUS] = PACKED("several options begin like this"),
		[OPT_WANTS_ARGUMENT] = PACKED("this option wants an argument"),
		[OPT_TAKES_NONE] = PACKED("this option takes no argument"),
		[OPT_TOO_MANY] = PACKED("too many options with an argument"),
	};
	char letter[] = { '-', e->letter, 0 };

	os_complain_usage(e->letter ? letter : e->word, NULL, reasons[e->fault]);
	return trouble;
}

static int help(const struct applet *a, const struct args *args)
{
	unsigned i;

	if (args->n_words && !a->topic && !a->words)
		return os_complain_usage(args->words[0], NULL, PACKED("there is no help on this"));
	for (i = 0; a->topic && i < args->n_words; i++)
		if (a->topic(args->words[i]) != STATUS_FINE)
			return STATUS_USAGE;
	if (args->n_words && a->topic)
		return STATUS_FINE;
	opt_usage(os_out(), a->name, a->opts, a->n_opts);
	if (a->words)
		print(a->words);
	if (!ENABLE_HELP)
		return STATUS_FINE;
	print(a->summary);
	print("\n\n");
	opt_help(os_out(), a->opts, a->n_opts);
	return STATUS_FINE;
}

static int run(const struct applet *a, int argc, char **argv)
{
	struct args args;
	struct opt_error e = opt_parse(a->opts, a->n_opts, argc, argv, a->dashed, &args);
	const char *root;
	int r;

	os_speak_as(a->name);
	if (a->trouble)
		trouble = a->trouble;
	if (e.fault != OPT_FINE)
		return usage_error(&e);
	if (args.set & OPT_HELP)
		return help(a, &args);
	if (args.set & OPT_VERSION) {
		print_version(a->name);
		return STATUS_FINE;
	}
	root = opt_last(&args, OPT_PROC);
	r = root ? os_set_root(root) : 0;
	if (r < 0) {
		char buf[OS_REASON];

		os_complain_usage("--proc", root, os_reason(buf, -r));
		return trouble;
	}
	return a->run(&args);
}

static void list(bool summaries)
{
	const struct applet *const *a;

	for (a = applets; *a; a++) {
		struct fmt *f = os_out();

		fmt_str(f, (*a)->name);
		if (summaries) {
			fmt_blanks(f, 12 - (ptrdiff_t)strlen((*a)->name));
			packed_fmt(f, (*a)->summary);
		}
		fmt_char(f, '\n');
	}
}

static int install(int argc, char **argv, const char *self)
{
	bool symbolic = argc > 0 && strcmp(argv[0], "-s") == 0;
	const struct applet *const *a;
	int status = STATUS_FINE;

	argc -= symbolic;
	argv += symbolic;
	if (argc != 1 || !*argv[0] || *argv[0] == '-') {
		os_complain_of("usage: netlet --install [-s] DIR", NULL);
		return STATUS_USAGE;
	}
	for (a = applets; *a; a++) {
		int r = os_link_self(argv[0], (*a)->name, symbolic, self);

		if (r >= 0)
			continue;
		char path[OS_PATH];
		struct fmt f = fmt_open(path, sizeof(path) - 1);

		fmt_str(&f, argv[0]);
		fmt_char(&f, '/');
		fmt_str(&f, (*a)->name);
		*f.at = 0;
		os_complain(path, -r);
		status = 1;
	}
	return status;
}

/* The binary under its own name. */
static int netlet(int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "";
	const struct applet *a = applet_named(word);
	struct opt_error e = { OPT_UNKNOWN, word, 0 };

	if (a)
		return run(a, argc - 1, argv + 1);
	if (argc > 2 && strcmp(word, "--install") != 0 && *word == '-')
		return os_complain_usage(argv[2], NULL, PACKED("nothing is expected here"));
	if (argc == 1 || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
		print(PACKED("netlet " NETLET_VERSION ": several commands in one binary\n"
			     "usage: netlet COMMAND [ARGUMENTS], or COMMAND as a link to netlet\n"
			     "       netlet --list"));
		if (ENABLE_INSTALL)
			print(PACKED(" | --install [-s] DIR"));
		print("\n\n");
		list(true);
		return STATUS_FINE;
	}
	if (strcmp(word, "--list") == 0) {
		list(false);
		return STATUS_FINE;
	}
	if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
		print("netlet " NETLET_VERSION "\n");
		return STATUS_FINE;
	}
	if (ENABLE_INSTALL && strcmp(word, "--install") == 0)
		return install(argc - 2, argv + 2, argv[0]);
	if (*word == '-')
		return usage_error(&e);
	os_complain_of(word, PACKED("no such command, netlet --list names all"));
	return STATUS_NO_APPLET;
}

int main(int argc, char **argv)
{
	const char *name = argc > 0 ? base_name(argv[0]) : "netlet";
	const struct applet *a = applet_named(name);
	int status;

	os_start();
	if (a) {
		status = run(a, argc, argv);
	} else if (is_own_name(name)) {
		status = netlet(argc, argv);
	} else {
		os_complain_of(name, PACKED("no such command, netlet --list names all"));
		status = STATUS_NO_APPLET;
	}
	if (os_flush() < 0 && (status == STATUS_FINE || status == STATUS_NO_MATCH))
		status = trouble;
	return status;
}
