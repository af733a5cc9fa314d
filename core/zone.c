/* zone - how far local time is ahead of UTC: a TZif file, and the rule of a TZ variable. */
#include "core/zone.h"

#include "core/scan.h"

#include <string.h>

enum {
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	CYCLE = 146097, /* days of 400 years, behind which dates and weekdays come again */
	HEADER = 44,	/* bytes */
	COUNTS = 20,	/* where its counts are */
	TYPE = 6,	/* bytes of a type: offset, whether it is daylight-saving time, name */
};

/* EST, <+0330> */
static void pass_name(struct scan *s)
{
	const char *from = s->at;

	if (scan_take(s, "<"))
		scan_item(s, '>');
	else
		while (s->at < s->end && ((unsigned)*s->at | 0x20) - 'a' < 26)
			s->at++;
	if (s->at - from < 3)
		s->ok = false;
}

/* -3:30, in seconds */
static int32_t read_time(struct scan *s, unsigned hours)
{
	bool minus = scan_take(s, "-");
	uint64_t max = hours;
	int32_t n = 0, unit = HOUR;

	if (!minus)
		scan_take(s, "+");
	do {
		n += (int32_t)scan_dec_max(s, max) * unit;
		max = 59;
		unit /= 60;
	} while (unit && scan_take(s, ":"));
	return minus ? -n : n;
}

static uint32_t from_one(struct scan *s, uint32_t max)
{
	uint32_t n = (uint32_t)scan_dec_max(s, max);

	if (!n)
		s->ok = false;
	return n;
}

/*
 * ,M10.5.0/3 ,J60 ,59
 *
 * When this is in the year that begins with `day`, counted from 1569-01-01, a Wednesday: in
 * seconds from then, as a clock shows them there.
 */
static int64_t read_change(struct scan *s, uint32_t day, bool leap)
{
	int32_t time = 2 * HOUR;

	scan_char(s, ',');
	if (scan_take(s, "M")) {
		uint32_t month = from_one(s, 12), week;

		scan_char(s, '.');
		week = from_one(s, 5);
		scan_char(s, '.');
		/* The last week is the one before the next month. */
		if (week == 5) {
			month++;
			week = 0;
		}
		day += (367 * month - 362) / 12 + 7 * week - 7;
		if (month > 2)
			day -= 2u - leap;
		day += ((uint32_t)scan_dec_max(s, 6) + 7 * CYCLE - 3 - day) % 7;
	} else if (scan_take(s, "J")) {
		uint32_t n = from_one(s, 365);

		day += n - (n < 60 || !leap);
	} else {
		day += (uint32_t)scan_dec_max(s, 365);
	}
	if (scan_take(s, "/"))
		time = read_time(s, 167);
	return (int64_t)day * DAY + time;
}

/* A year's changes may come in the year before or behind, and in any order. */
static bool read_rule(struct scan s, int64_t utc, int32_t *offset)
{
	int32_t standard, saving;
	int64_t last = 0, now = utc % ((int64_t)CYCLE * DAY) + (int64_t)(CYCLE + 365) * DAY;
	uint32_t year = 1569, day = 0, today = (uint32_t)(now / DAY);

	pass_name(&s);
	*offset = standard = -read_time(&s, 24);
	if (!s.ok || s.at == s.end)
		return s.ok;
	pass_name(&s);
	saving = standard + HOUR;
	if (s.at < s.end && *s.at != ',')
		saving = -read_time(&s, 24);
	if (scan_done(&s))
		s = scan_open(",M3.2.0,M11.1.0", 15);
	while (s.ok && day < today + 10) {
		bool leap = !(year & (year % 25 ? 3 : 15));
		struct scan dates = s;
		int64_t change;

		if (day + 4 * 365 > today) {
			change = read_change(&dates, day, leap) - standard;
			if (change <= now && change >= last) {
				last = change;
				*offset = saving;
			}
			change = read_change(&dates, day, leap) - saving;
			if (change <= now && change >= last) {
				last = change;
				*offset = standard;
			}
			if (!scan_done(&dates))
				return false;
		}
		day += 365u + leap;
		year++;
	}
	return s.ok;
}

bool zone_rule(const char *rule, size_t len, int64_t utc, int32_t *offset)
{
	return read_rule(scan_open(rule, len), utc, offset);
}

/* A number of `len` bytes, the most significant one first. */
static int64_t big_endian(const uint8_t *p, size_t len)
{
	int64_t n = (int8_t)*p;

	while (--len)
		n = n * 256 + *++p;
	return n;
}

int32_t zone_offset(const uint8_t *file, size_t len, int64_t utc)
{
	static const uint8_t sizes[] = { 1, 1, 4, 1, TYPE, 1 };
	enum {
		TIMES = 3,
		TYPES = 4
	};
	uint64_t counts[sizeof(sizes)], size, i, type = 0;
	size_t width = 4;
	const uint8_t *types;
	struct scan s, rule;
	int32_t offset;

	for (;;) {
		if (len < HEADER || memcmp(file, "TZif", 4) != 0)
			return 0;
		size = HEADER;
		for (i = 0; i < sizeof(sizes); i++) {
			counts[i] = (uint32_t)big_endian(file + COUNTS + 4 * i, 4);
			size += counts[i] * (sizes[i] + (i / 2 == 1 ? width : 0));
		}
		if (size > len)
			return 0;
		if (!file[4] || width == 8)
			break;
		width = 8;
		file += size;
		len -= (size_t)size;
	}
	s = scan_open((const char *)file + size, len - (size_t)size);
	file += HEADER;
	for (i = counts[TIMES]; i && big_endian(file + (i - 1) * width, width) > utc; i--)
		;
	if (width == 8 && i == counts[TIMES]) {
		scan_char(&s, '\n');
		rule = scan_item(&s, '\n');
		if (!s.ok || s.at == rule.end)
			return 0;
		if (rule.at != rule.end)
			return read_rule(rule, utc, &offset) ? offset : 0;
	}
	file += counts[TIMES] * width;
	types = file + counts[TIMES];
	if (i) {
		type = file[i - 1];
	} else {
		while (type < counts[TYPES] && types[type * TYPE + 4])
			type++;
		if (type == counts[TYPES])
			type = 0;
	}
	return type < counts[TYPES] ? (int32_t)big_endian(types + type * TYPE, 4) : 0;
}
