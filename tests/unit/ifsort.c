/* ifsort - interfaces in the order of their names. */
#include "core/ifsort.h"

#include "unit.h"

static struct iface named(const char *name)
{
	struct iface i = { .name_len = (uint8_t)strlen(name), .alias = strchr(name, ':') };

	memcpy(i.name, name, i.name_len);
	return i;
}

/* As net-tools lists them: names of one prefix by their numbers, aliases behind their interface. */
static const char *const ordered[] = { "09", "9", "10", "Z", "_x", "a10b2", "a2b9", "a2b10",
	"eth2147483648", "eth4294967295", "eth", "eth0", "eth00", "eth1", "eth1:1", "eth02", "eth2",
	"eth2:1", "eth2:02", "eth2:2", "eth2:10", "eth10", "eth-1", "eth0.1", "eth0.2", "eth0.10",
	"eth0x1", "eth0x1:1", "eth1-", "eth1a", "eth2:", "eth2:3a", "eth2:a", "eth2:abc",
	"eth2:abc2", "eth2:abc10", "eth2:x:2", "eth2:x:10", "lo", "v\xc3\xa9", "z" };

static void order(void **state)
{
	size_t a, b;

	(void)state;
	for (a = 0; a < COUNT(ordered); a++)
		for (b = 0; b < COUNT(ordered); b++) {
			struct iface x = named(ordered[a]), y = named(ordered[b]);
			int r = ifsort_compare(&x, &y);

			if ((r > 0) - (r < 0) != (a > b) - (a < b))
				fail_msg("%s and %s: %d", ordered[a], ordered[b], r);
		}
}

/* Every name in some order that is not theirs, in as many passes as it takes. */
static void passes_of(unsigned count, unsigned step)
{
	static struct ifsort s;
	unsigned passes = 0, next = 0, n;
	char name[20];

	memset(&s, 0, sizeof(s));
	do {
		unsigned k;

		assert_true(++passes <= count / IFSORT_KEPT + 1);
		ifsort_pass(&s);
		for (n = 0; n < count; n++) {
			struct iface i;

			sprintf(name, "v%u", (unsigned)((uint64_t)n * step % count));
			i = named(name);
			i.index = n;
			ifsort_add(&s, &i);
		}
		assert_true(s.count <= IFSORT_KEPT);
		for (k = 0; k < s.count; k++) {
			const struct iface *i = &s.kept[s.order[k]];

			sprintf(name, "v%u", next++);
			assert_int_equal(i->name_len, strlen(name));
			assert_memory_equal(i->name, name, i->name_len);
			assert_int_equal((uint64_t)i->index * step % count, next - 1);
		}
	} while (s.more);
	assert_int_equal(next, count);
}

static void passes(void **state)
{
	(void)state;
	passes_of(1, 1);
	passes_of(IFSORT_KEPT - 1, 1);
	passes_of(IFSORT_KEPT, 1);
	passes_of(IFSORT_KEPT + 1, 1);
	passes_of(IFSORT_KEPT + 1, IFSORT_KEPT);
	passes_of(2 * IFSORT_KEPT, 1);
	passes_of(2 * IFSORT_KEPT, 2 * IFSORT_KEPT - 1);
	passes_of(4099, 1);
	passes_of(4099, 4098);
	passes_of(4099, 1234);
}

/* Of aliases one of a name, of interfaces all, in the order in which they came. */
static void names_twice(void **state)
{
	static struct ifsort s;
	static const char *const names[] = { "b:1", "a", "b", "b:1", "a", "b:1" };
	char out[100] = "";
	size_t n;

	(void)state;
	ifsort_pass(&s);
	for (n = 0; n < COUNT(names); n++) {
		struct iface i = named(names[n]);

		i.index = (uint32_t)n;
		ifsort_add(&s, &i);
	}
	for (n = 0; n < s.count; n++)
		sprintf(out + strlen(out), "%.*s=%u ", s.kept[s.order[n]].name_len,
			s.kept[s.order[n]].name, s.kept[s.order[n]].index);
	assert_string_equal(out, "a=1 a=4 b=2 b:1=0 ");
	assert_false(s.more);
}

int main(void)
{
	static struct unit u;

	UNIT_TEST(&u, order);
	UNIT_TEST(&u, passes);
	UNIT_TEST(&u, names_twice);
	return unit_run(&u, "ifsort");
}
