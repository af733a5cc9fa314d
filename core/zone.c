/* zone - how far local time is ahead of UTC: a TZif file, and the rule of a TZ variable. */
#include "core/zone.h"

#include "core/scan.h"

#include <string.h>

enum {
	HOUR = 60 * 60,
	DAY = 24 * HOUR,
	HEADER = 44, /* bytes */
	TIMES = 32,  /* where the number of transitions is */
	TYPES = 36,  /* and that of types of local time */
	TYPE = 6,    /* bytes of a type: offset, whether it is daylight-saving time, name */
};

/* EST, <+0330> */
static void pass_name(struct scan *s)
{
	const char *from = s->at;

	while (s->at < s->end && (*from == '<' ? s->at == from || s->at[-1] != '>' : *s->at > '9'))
		s->at++;
	if (s->at - from < 3)
		s->ok = false;
}

/* -3:30, in seconds */
static int32_t read_time(struct scan *s)
{
	bool minus = scan_take(s, "-");
	int32_t n;
	int i;

	if (!minus)
		scan_take(s, "+");
	n = (int32_t)scan_dec_max(s, 167);
	for (i = 2; i; i--) {
		n *= 60;
		if (scan_take(s, ":"))
			n += (int32_t)scan_dec_max(s, 59);
	}
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
 * When this is in the year that begins `day` days behind 1969-01-01, a Wednesday: in seconds from
 * its beginning, as a clock shows them there.
 */
static uint32_t read_change(struct scan *s, uint32_t day, unsigned leap)
{
	uint32_t n;

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
		n = (367 * month - 362) / 12 + 7 * week - 7;
		if (month > 2)
			n += leap - 2;
		n += ((uint32_t)scan_dec_max(s, 6) + 70000 - 3 - day - n) % 7;
	} else if (scan_take(s, "J")) {
		n = from_one(s, 365) - 1;
		if (n > 58)
			n += leap;
	} else {
		n = (uint32_t)scan_dec_max(s, 365);
	}
	return n * DAY + (uint32_t)(scan_take(s, "/") ? read_time(s) : 2 * HOUR);
}

int32_t zone_rule(const char *rule, size_t len, int64_t utc)
{
	struct scan s = scan_open(rule, len);
	int32_t standard, saving, start, end;
	uint32_t year = 1969, day = 0, now, length;
	unsigned leap;

	pass_name(&s);
	standard = -read_time(&s);
	if (scan_done(&s))
		return standard;
	pass_name(&s);
	saving = standard + HOUR;
	if (s.at < s.end && *s.at != ',')
		saving = -read_time(&s);
	if (scan_done(&s))
		s = scan_open(",M3.2.0,M11.1.0", 15);
	now = (uint32_t)utc + 365 * DAY + (uint32_t)standard;
	for (;; year++) {
		leap = year % 4 == 0;
		length = (365 + leap) * DAY;
		if (now < length)
			break;
		now -= length;
		day += 365 + leap;
	}
	start = (int32_t)read_change(&s, day, leap);
	end = (int32_t)(read_change(&s, day, leap) - (uint32_t)(saving - standard));
	if (!scan_done(&s))
		return 0;
	return (start <= (int32_t)now) ^ (end <= (int32_t)now) ^ (end <= start) ? saving : standard;
}

static inline uint32_t get32(const uint8_t *p)
{
	uint32_t n;

	memcpy(&n, p, sizeof(n));
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap32(n) : n;
}

static inline uint64_t get64(const uint8_t *p)
{
	uint64_t n;

	memcpy(&n, p, sizeof(n));
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap64(n) : n;
}

/* Sizes of what is not read are not looked at: headers are found by their letters. */
int32_t zone_offset(const uint8_t *file, size_t len, int64_t utc)
{
	const uint8_t *end = file + len, *kinds, *p;
	size_t width = 4, times, types, i;

	for (;; file++) {
		if (end - file < HEADER)
			return 0;
		if (memcmp(file, "TZif", 4) == 0) {
			if (width == 8 || !file[4])
				break;
			width = 8;
		} else if (width == 4) {
			return 0;
		}
	}
	times = get32(file + TIMES);
	types = get32(file + TYPES);
	file += HEADER;
	if ((uint64_t)times * (width + 1) + (uint64_t)types * TYPE > (size_t)(end - file))
		return 0;
	p = kinds = file + times * width;
	for (i = times; i; i--) {
		p -= width;
		if ((width == 8 ? (int64_t)get64(p) : (int32_t)get32(p)) <= utc)
			break;
	}
	if (width == 8 && i == times) {
		p = --end;
		if (*end != '\n')
			return 0;
		while (p > file && p[-1] != '\n')
			p--;
		if (p != end)
			return zone_rule((const char *)p, (size_t)(end - p), utc);
	}
	if (i)
		i = kinds[i - 1];
	return i < types ? (int32_t)get32(kinds + times + i * TYPE) : 0;
}
