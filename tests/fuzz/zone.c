/* zone - a TZif file, or a rule. The first eight bytes are the time; the lowest bit of the next one: a rule. */
#include "core/zone.h"

#include "fuzz.h"

/* 168 hours, and one more. The shortest rule is ABC1. */
static void check_rule(const char *rule, size_t len, int64_t utc)
{
	int32_t offset = zone_rule(rule, len, utc);

	CHECK(offset > -608400 && offset < 608400);
	CHECK(!offset || len >= 4);
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
