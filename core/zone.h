/* zone - how far local time is ahead of UTC: a TZif file, and the rule of a TZ variable. */
#ifndef CORE_ZONE_H
#define CORE_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Seconds that local time is ahead of UTC at `utc`, seconds since 1970, by the `len` bytes of a
 * TZif file, RFC 9636. Of version 2 and above the 64-bit block counts, and behind its last
 * transition the rule in the footer. 0 where what this needs is malformed or cut. Leap seconds,
 * names and indicators are passed over.
 */
int32_t zone_offset(const uint8_t *file, size_t len, int64_t utc);

/*
 * The same by a rule as the variable TZ holds it: CET-1CEST,M3.5.0,M10.5.0/3. POSIX.1, chapter 8.3,
 * with the times from -167 to 167 hours that RFC 9636 allows. Daylight-saving time without dates
 * changes as in the United States. A rule with changes is for the years 1970 to 2099, and a change
 * for those times of its year that it is in. 0 where it is malformed.
 */
int32_t zone_rule(const char *rule, size_t len, int64_t utc);

#endif
