/* zones - local time in the zone of this TZ: what a clock shows at some times, or beside libc's at many. */
#define _GNU_SOURCE
#include "core/scan.c"
#include "core/zone.c"
#include "platform/calls.c"
#include "platform/clock.c"
#include "platform/zone.c"

#include <stdio.h>
#include <stdlib.h>

/* Random seconds between `from` and `to`, the same in every run. */
static int compare(int64_t from, int64_t to, int64_t times)
{
	int64_t i;

	for (i = 0; i < times; i++) {
		uint64_t bits = (uint64_t)random() << 31 | (uint64_t)random();
		time_t utc = (time_t)(from + (int64_t)(bits % (uint64_t)(to - from)));
		long long ours = (long long)(os_local(utc) - utc);
		struct tm tm;

		if (!localtime_r(&utc, &tm) || ours != tm.tm_gmtoff) {
			printf("TZ=%s at %lld: %lld, not %ld\n", getenv("TZ"), (long long)utc, ours,
				tm.tm_gmtoff);
			return 1;
		}
	}
	printf("%lld times\n", (long long)times);
	return 0;
}

/* zones: the time of day. zones FROM TO TIMES: compares. zones SECONDS, or more than three: what shows. */
int main(int count, char **args)
{
	int i;

	if (count == 1)
		printf("%lld\n", (long long)os_wall());
	if (count == 4)
		return compare(atoll(args[1]), atoll(args[2]), atoll(args[3]));
	for (i = 1; i < count; i++)
		printf("%lld\n", (long long)os_local(atoll(args[i])));
	return 0;
}
