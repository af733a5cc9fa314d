/* prometheus - one sample in the text exposition format. */
#include "synwatch.h"

#include <string.h>

static void put_metric(const char *name, const char *type)
{
	struct fmt *f = os_out();
	const char *p;

	fmt_str(f, "# HELP synwatch_");
	fmt_str(f, name);
	fmt_char(f, ' ');
	for (p = name; *p; p++)
		fmt_char(f, *p == '_' ? ' ' : *p);
	fmt_str(f, "\n# TYPE synwatch_");
	fmt_str(f, name);
	fmt_char(f, ' ');
	fmt_str(f, type);
	fmt_char(f, '\n');
}

static void put_value(const char *name, const char *label, uint64_t n)
{
	struct fmt *f = os_out();

	fmt_str(f, "synwatch_");
	fmt_str(f, name);
	if (*label) {
		fmt_str(f, "{listener=\"");
		fmt_str(f, label);
		fmt_str(f, "\"}");
	}
	fmt_char(f, ' ');
	fmt_dec(f, n);
	fmt_char(f, '\n');
}

void show_prometheus(const struct tally *t, const struct verdict *v, const struct counters *c)
{
	static const char of_listener[][24] = { "listener_half_open", "listener_backlog",
		"listener_accept_queue", "listener_sources" };
	const struct listener *l;
	const char *key = counter_keys;
	char label[64];
	unsigned i;

	put_metric("verdict", "gauge");
	put_value("verdict", "", v->level);
	put_metric("half_open", "gauge");
	put_value("half_open", "", t->half);
	put_metric("largest_source_half_open", "gauge");
	put_value("largest_source_half_open", "", t->sources.len ? t->source_entries->count : 0);
	for (i = 0; i < COUNT(of_listener); i++) {
		put_metric(of_listener[i], "gauge");
		for (l = t->listeners; l < t->listeners + t->n_listeners; l++) {
			const uint32_t values[] = { l->half, l->backlog, l->queue, l->sources };
			struct fmt f = fmt_open(label, sizeof(label) - 1);

			fmt_listener(&f, l);
			*f.at = 0;
			if (i != 1 || l->backlog)
				put_value(of_listener[i], label, values[i]);
		}
	}
	for (i = 0; i < N_COUNTERS; i++) {
		char name[40];
		struct fmt f = fmt_open(name, sizeof(name) - 1);

		fmt_str(&f, key);
		fmt_str(&f, "_total");
		*f.at = 0;
		if (c->known >> i & 1) {
			put_metric(name, "counter");
			put_value(name, "", c->values[i]);
		}
		key += strlen(key) + 1;
	}
}
