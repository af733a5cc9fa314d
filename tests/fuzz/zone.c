/* zone - a TZif file, or a rule. The first eight bytes are the time; the lowest bit of the next one: a rule. */
#include "core/zone.h"

#include "fuzz.h"

/* Changes come again after 400 years. */
static void check_rule(const char *rule, size_t len, int64_t utc)
{
	int32_t offset = 0, again = 0;
	bool is_rule = zone_rule(rule, len, utc, &offset);

	CHECK(zone_rule(rule, len, utc % 12622780800, &again) == is_rule);
	if (!is_rule)
		return;
	CHECK(offset == again);
	CHECK(offset >= -89999 && offset <= 93599);
	CHECK(!memchr(rule, '\n', len) || memchr(rule, '<', len));
	CHECK(len >= 4);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int64_t utc;
	size_t len;
	char *copy;

	if (size < 9)
		return 0;
	memcpy(&utc, data, sizeof(utc));
	len = size - 9;
	copy = exact(data + 9, len);
	if (data[8] & 1)
		check_rule(copy, len, utc);
	else if (zone_offset((uint8_t *)copy, len, utc))
		CHECK(len >= 44 + 6 && memcmp(copy, "TZif", 4) == 0);
	free(copy);
	return 0;
}
