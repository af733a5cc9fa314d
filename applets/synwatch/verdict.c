/* verdict - what a sample means: calm, elevated or a flood, of which kind, and what to do. */
#include "synwatch.h"

#include <string.h>

/* The reasons for all of these numbers are in the manual. */
enum {
	PRESSURE = 100, /* SYNs a second without a place that make a flood, in two samples, */
	ANSWERED = 10,	/* when less than one in so many of them is answered */
	NOTABLE = 10,	/* events a second that are not calm any more */
	BOGUS_COOKIES = 100,
	ANCIENT = 32,	/* entries that nobody answers for three seconds, the same */
	SEEN = 16,	/* entries that tell who the senders are */
	SLOW_FILL = 25, /* per cent of ancient ones in a full queue */
	FEW = 16,	/* sources */
	MOST = 80,	/* per cent of all */
};

static uint64_t rate(const struct verdict *v, enum counter c)
{
	return v->rates.values[c] * (v->rates.known >> c & 1);
}

static uint64_t less(uint64_t a, uint64_t b)
{
	return a > b ? a - b : 0;
}

/* SYNs a second that found no place: answered by a cookie, or dropped. */
static uint64_t dropped(const struct verdict *v)
{
	/* Not those for a program that does not accept, nor those that a route throws away. */
	uint64_t drops = less(rate(v, DROPS), rate(v, OVERFLOWS) + rate(v, NO_ROUTES));

	return drops > rate(v, FULL_DROPS) ? drops : rate(v, FULL_DROPS);
}

static void press(struct verdict *v, struct history *h, const struct counters *now)
{
	uint64_t pressure, answered;

	v->rates = counters_rates(&h->counters, now);
	h->counters = *now;
	pressure = rate(v, SENT) + dropped(v);
	answered = rate(v, OPENS) > rate(v, RECEIVED) ? rate(v, OPENS) : rate(v, RECEIVED);
	v->number = less(pressure, answered);
	if (!v->rates.known)
		return;
	if (pressure < PRESSURE || answered * ANSWERED >= pressure)
		h->pressed = h->pressed_for = 0;
	else
		h->pressed++;
	h->pressed_for += h->pressed ? (uint32_t)v->rates.at : 0;
}

void verdict_between(struct history *h, const struct counters *now)
{
	struct verdict v = { 0 };

	press(&v, h, now);
}

static bool before(const struct topk_entry *a, const struct topk_entry *b, const void *context)
{
	(void)context;
	if (a->count != b->count)
		return a->count > b->count;
	return memcmp(a->key, b->key, sizeof(a->key)) < 0;
}

/* Where each stood is kept in `next`: tally_about needs it. */
static void sort(struct topk *t)
{
	unsigned i;

	for (i = 0; i < t->len; i++)
		t->entries[i].next = (uint16_t)i;
	topk_sort(t, before, NULL);
}

static void find_kind(struct verdict *v, const struct tally *t, const struct watch *w)
{
	const struct topk_entry *source = t->source_entries, *prefix = t->prefix_entries;
	uint64_t all = t->half, few = 0;
	unsigned i;

	for (i = 0; i < FEW && i < t->sources.len; i++)
		few += source[i].count - source[i].error;
	if (all < SEEN)
		return;
	v->who = tally_prefix(w, source, true);
	v->who_half = source->count - source->error;
	if (v->who_half * 2ull >= all) {
		v->kind = SINGLE_SOURCE;
	} else if ((prefix->count - prefix->error) * 100ull >= all * MOST) {
		v->kind = ONE_PREFIX;
		v->who = tally_prefix(w, prefix, false);
		v->who_half = prefix->count - prefix->error;
	} else if (few * 100 >= all * MOST || v->who_half * 4ull >= all) {
		v->kind = FEW_SOURCES;
	} else {
		v->kind = SPREAD;
	}
}

static void because(struct verdict *v, enum level level, enum reason reason, uint64_t number)
{
	if (level <= v->level)
		return;
	v->level = level;
	v->reason = reason;
	v->number = number;
}

/* The listener with the fullest queue, but for those whose program does not accept. */
static const struct listener *fullest(const struct tally *t)
{
	const struct listener *l, *worst = NULL;

	for (l = t->listeners; l < t->listeners + t->n_listeners; l++)
		if (l->half && !listener_hangs(l) &&
			(!worst || listener_fill(l) > listener_fill(worst) ||
				(listener_fill(l) == listener_fill(worst) &&
					l->half > worst->half)))
			worst = l;
	return worst;
}

static const struct listener *hanging(const struct tally *t)
{
	const struct listener *l;

	for (l = t->listeners; l < t->listeners + t->n_listeners; l++)
		if (listener_hangs(l))
			return l;
	return NULL;
}

/* Per cent of those that are followed. */
static unsigned share(uint32_t some, uint32_t all)
{
	return all ? (unsigned)(some * 100ull / all) : 0;
}

void verdict_of(struct verdict *v, struct tally *t, struct history *h, const struct counters *now,
	const struct watch *w)
{
	const struct listener *l = fullest(t), *hangs = hanging(t);
	const struct ages *a = &t->ages;
	unsigned fill = l ? listener_fill(l) : 0;
	uint64_t unanswered, ancient;
	bool lasting, stuck, unserved;

	memset(v, 0, sizeof(*v));
	press(v, h, now);
	unanswered = v->number;
	v->number = 0;
	v->worst = l;
	v->cookies = (int)setting("sys/net/ipv4/tcp_syncookies");
	sort(&t->sources);
	sort(&t->prefixes);

	/* Clients that are far away or lose packets leave entries, but hardly any for long. */
	lasting = a->followed >= SEEN && share(a->old, a->followed) >= 50;
	unserved = l && !l->behind && t->half >= SEEN && v->rates.known >> OPENS & 1 &&
		   rate(v, OPENS) * ANSWERED < t->half;
	ancient = a->followed ? (uint64_t)a->ancient * t->half / a->followed : 0;
	stuck = l &&
		(share(l->ages.ancient, l->ages.followed) >= SLOW_FILL ||
			(share(l->ages.old, l->ages.followed) >= 50 &&
				(dropped(v) || rate(v, SENT) || l->behind)));
	/*
	 * Where they end soon all half-open ones may be new, in a crowd of honest clients, too; but
	 * those make room for each other.
	 */
	if (h->pressed > 1 && h->pressed_for >= SECOND - 50 &&
		(lasting || t->half < SEEN || rate(v, OPENS) * 2 < t->half))
		because(v, FLOOD, BECAUSE_UNANSWERED, unanswered);
	if (l && fill >= w->flood && stuck && l->half >= SEEN)
		because(v, FLOOD, l->backlog ? BECAUSE_FULL : BECAUSE_OLD,
			l->backlog ? fill : l->half);
	if (h->pressed)
		because(v, ELEVATED, BECAUSE_UNANSWERED, unanswered);
	if (hangs || rate(v, OVERFLOWS)) {
		because(v, ELEVATED, BECAUSE_HANGING, rate(v, OVERFLOWS));
		if (v->reason == BECAUSE_HANGING)
			v->worst = hangs;
	}
	if (dropped(v))
		because(v, ELEVATED, BECAUSE_DROPS, dropped(v));
	if (ancient >= ANCIENT)
		because(v, ELEVATED, BECAUSE_OLD, ancient);
	if (lasting)
		because(v, ELEVATED, BECAUSE_OLD, (uint64_t)a->old * t->half / a->followed);
	if (unserved)
		because(v, ELEVATED, BECAUSE_OLD, t->half);
	if (l && l->backlog &&
		(fill >= w->flood ||
			(fill >= w->elevated && share(l->ages.old, l->ages.followed) >= SLOW_FILL)))
		because(v, ELEVATED, BECAUSE_FULL, fill);
	if (less(rate(v, SENT), rate(v, RECEIVED)) > rate(v, SENT) / ANSWERED + NOTABLE)
		because(v, ELEVATED, BECAUSE_COOKIES, less(rate(v, SENT), rate(v, RECEIVED)));
	if (rate(v, RESETS) >= NOTABLE * 2)
		because(v, ELEVATED, BECAUSE_RESETS, rate(v, RESETS));
	if (rate(v, BOGUS) >= BOGUS_COOKIES)
		because(v, ELEVATED, BECAUSE_BOGUS, rate(v, BOGUS));
	if (!t->readable || !now->known)
		because(v, v->level ? v->level : UNKNOWN, BECAUSE_UNREADABLE, 0);
	if (v->level == FLOOD || (v->level == ELEVATED && v->reason != BECAUSE_HANGING))
		find_kind(v, t, w);
}

/* ---- In words. */

const char *level_name(enum level l)
{
	static const char names[][9] = { "calm", "elevated", "flood", "unknown" };

	return names[l];
}

const char *kind_name(enum kind k)
{
	static const char names[][14] = { "", "single source", "one prefix", "few sources",
		"spread" };

	return names[k];
}

void verdict_fmt(struct fmt *f, const struct verdict *v, const struct tally *t)
{
	static const char *const reasons[] = {
		[BECAUSE_NOTHING] = PACKED(" half-open connections"),
		[BECAUSE_UNANSWERED] = PACKED(" SYN/s unanswered"),
		[BECAUSE_FULL] = PACKED("% of the queue"),
		[BECAUSE_OLD] = PACKED(" that nobody completes"),
		[BECAUSE_DROPS] = PACKED(" SYN/s dropped"),
		[BECAUSE_COOKIES] = PACKED(" SYN cookies/s unanswered"),
		[BECAUSE_HANGING] = PACKED(" connections/s lost"),
		[BECAUSE_RESETS] = PACKED(" half-open connections/s reset by their senders"),
		[BECAUSE_BOGUS] = PACKED(" bogus answers/s to SYN cookies"),
		[BECAUSE_UNREADABLE] = PACKED("sockets or counters cannot be read"),
	};

	fmt_str(f, level_name(v->level));
	if (v->kind) {
		fmt_str(f, ", ");
		fmt_str(f, kind_name(v->kind));
	}
	if (v->kind == SINGLE_SOURCE || v->kind == ONE_PREFIX) {
		fmt_char(f, ' ');
		fmt_prefix(f, &v->who);
	}
	fmt_str(f, ": ");
	if (v->kind == SINGLE_SOURCE || v->kind == ONE_PREFIX) {
		fmt_dec(f, v->who_half);
		packed_fmt(f, PACKED(" of "));
	}
	if (v->kind) {
		fmt_dec(f, t->half);
		packed_fmt(f, PACKED(" half-open, "));
	}
	if (v->reason == BECAUSE_HANGING) {
		packed_fmt(f, PACKED("the program"));
		if (v->worst) {
			packed_fmt(f, PACKED(" on "));
			fmt_listener(f, v->worst);
		}
		packed_fmt(f, PACKED(" does not accept, "));
	}
	if (v->reason == BECAUSE_FULL) {
		fmt_listener(f, v->worst);
		fmt_char(f, ' ');
	}
	if (v->reason != BECAUSE_UNREADABLE)
		fmt_dec(f, v->reason ? v->number : t->half);
	packed_fmt(f, reasons[v->reason]);
}

const char *verdict_advice(const struct verdict *v)
{
	if (v->reason == BECAUSE_HANGING)
		return PACKED("No flood: look at the program, or give it a larger backlog.");
	if (v->reason == BECAUSE_RESETS)
		return PACKED(
			"Their own kernels refuse what is sent in their names: nothing to block.");
	if (v->level != FLOOD)
		return "";
	if (v->kind == SPREAD && v->cookies == 0)
		return PACKED("The addresses are forged: blocking them is useless and hurts the "
			      "innocent.\n"
			      "tcp_syncookies=1 helps (--cookies), a larger backlog, or SYNPROXY "
			      "before it.");
	if (v->kind == SPREAD)
		return PACKED(
			"The addresses are forged: blocking them is useless and hurts the "
			"innocent.\n"
			"SYN cookies serve the others; a larger backlog and SYNPROXY help, too.");
	if (v->kind == NO_KIND && v->cookies == 2)
		return PACKED("With tcp_syncookies=2 nobody half-open is kept: who it is cannot be "
			      "seen here.");
	if (v->kind == NO_KIND)
		return PACKED("Who it is cannot be seen: too few half-open connections are there.");
	if (v->kind == ONE_PREFIX)
		return PACKED("synwatch --block --block-prefix drops their SYNs for a while.");
	return PACKED("synwatch --block drops the SYNs of the offenders for a while.");
}

void fmt_prefix(struct fmt *f, const struct addr_prefix *p)
{
	addr_fmt(f, &p->addr);
	if (p->len < addr_bits(p->addr.family)) {
		fmt_char(f, '/');
		fmt_dec(f, p->len);
	}
}

void fmt_listener(struct fmt *f, const struct listener *l)
{
	bool brackets = l->addr.family == ADDR_IPV6 && !addr_is_mapped(&l->addr);

	if (brackets)
		fmt_char(f, '[');
	addr_fmt(f, &l->addr);
	if (brackets)
		fmt_char(f, ']');
	fmt_char(f, ':');
	fmt_dec(f, l->port);
}
