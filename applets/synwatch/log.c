/* log - what has changed since the sample before, a line each: on stdout, or to the system's log. */
#include "synwatch.h"

#include <string.h>

enum {
	LINE = 512, /* bytes */
};

/*
 * Days since 1970. Years begin in March here, so that the leap day is their last, and the calendar
 * repeats after 400 of them, which are 146,097 days; five months have 153 days.
 */
static void fmt_date(struct fmt *f, int64_t days)
{
	uint64_t all = (uint64_t)(days + 719468), d = all % 146097;
	uint64_t year = (d - d / 1460 + d / 36524 - d / 146096) / 365, month;

	d -= 365 * year + year / 4 - year / 100;
	month = (5 * d + 2) / 153;
	d -= (153 * month + 2) / 5;
	fmt_dec(f, all / 146097 * 400 + year + (month > 9));
	fmt_char(f, '-');
	fmt_two(f, month > 9 ? month - 9 : month + 3);
	fmt_char(f, '-');
	fmt_two(f, d + 1);
}

static void fmt_now(struct fmt *f)
{
	int64_t now = os_local(os_wall() / 1000), days = now / 86400;
	uint64_t s;

	days -= now % 86400 < 0;
	s = (uint64_t)(now - days * 86400);
	fmt_date(f, days);
	fmt_char(f, ' ');
	fmt_two(f, s / 3600);
	fmt_char(f, ':');
	fmt_two(f, s / 60 % 60);
	fmt_char(f, ':');
	fmt_two(f, s % 60);
	fmt_char(f, ' ');
}

static void say(const struct watch *w, enum level l, const char *text, size_t len)
{
	/* As syslog(3) has them: daemon.info, daemon.warning, daemon.alert. */
	static const uint8_t priorities[] = { 30, 28, 25, 28 };
	static bool complained; /* that there is no log is said once */
	struct fmt *f = os_out();

	if (w->set & SYSLOG) {
		int r = os_log(priorities[l], text, len);

		if (r < 0 && !complained)
			os_complain("/dev/log", -r);
		complained = r < 0;
		return;
	}
	fmt_now(f);
	fmt_mem(f, text, len);
	fmt_char(f, '\n');
}

void log_changes(const struct watch *w, const struct tally *t, const struct verdict *v,
	const struct decisions *d, const struct os_netns *netns, struct said *before)
{
	static struct decisions said;
	char line[LINE];
	struct fmt f;
	unsigned i, k;

	if (!before->any || v->level != before->level || v->kind != before->kind ||
		v->reason != before->reason ||
		((v->kind == SINGLE_SOURCE || v->kind == ONE_PREFIX) &&
			memcmp(&v->who, &before->who, sizeof(v->who)) != 0)) {
		f = fmt_open(line, sizeof(line));
		if (netns) {
			fmt_dec(&f, netns->pid);
			fmt_char(&f, '/');
			fmt_text(&f, netns->name, netns->name_len, LINE / 4);
			fmt_str(&f, ": ");
		}
		verdict_fmt(&f, v, t);
		say(w, v->level, line, (size_t)(f.at - line));
		*before = (struct said){ true, v->level, v->kind, v->reason, v->who };
	}
	for (i = 0; i < d->count; i++) {
		const struct decision *one = &d->all[i], *old = said.all;

		for (k = 0; k < said.count; k++, old++)
			if (memcmp(&old->prefix, &one->prefix, sizeof(old->prefix)) == 0)
				break;
		if (k < said.count && old->outcome == one->outcome && old->why == one->why)
			continue;
		/* That it is blocked was said when it was done. */
		if (k < said.count && old->outcome == BLOCKED && one->outcome == IS_BLOCKED)
			continue;
		f = fmt_open(line, sizeof(line));
		block_fmt(&f, one);
		say(w, v->level, line, (size_t)(f.at - line));
	}
	if (d->cookies && d->cookies != said.cookies) {
		f = fmt_open(line, sizeof(line));
		block_fmt_cookies(&f, d);
		say(w, v->level, line, (size_t)(f.at - line));
	}
	said = *d;
}
