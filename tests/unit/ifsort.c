/* ifsort - interfaces in the order of their names. */
#include "core/ifsort.h"

#include "unit.h"

static struct iface named(const char *name)
{
	struct iface i = { .name_len = (uint8_t)strlen(name) };

	memcpy(i.name, name, i.name_len);
	return i;
}

/* As net-tools lists them: names of one prefix by their numbers, aliases behind their interface. */
static const char *const ordered[] = { "09", "9", "10", "Z", "_x", "a10b2", "a2b9", "a2b10", "eth",
	"eth0", "eth00", "eth1", "eth1:1", "eth02", "eth2", "eth2:1", "eth2:02", "eth2:2",
	"eth2:10", "eth10", "eth-1", "eth0.1", "eth0.2", "eth0.10", "eth0x1", "eth0x1:1", "eth1-",
	"eth1a", "eth2:", "eth2:3a", "eth2:a", "eth2:abc", "eth2:abc2", "eth2:abc10", "eth2:x:2",
	"eth2:x:10", "lo", "v\xc3\xa9", "z" };

static struct ifsort s; /* too large for a small stack */

static void add(const char *name, uint32_t index)
{
	struct iface i = named(name);

	i.index = index;
	ifsort_add(&s, &i);
}

/* Both orders of each two, and all in an order that is not theirs. */
static void order(void **state)
{
	const struct ifsort_entry *e;
	size_t a, b;

	(void)state;
	for (a = 0; a < COUNT(ordered); a++)
		for (b = 0; b < a; b++) {
			unsigned swapped;

			for (swapped = 0; swapped < 2; swapped++) {
				ifsort_clear(&s);
				add(ordered[swapped ? b : a], 0);
				add(ordered[swapped ? a : b], 0);
				if (s.count != 2 || strcmp(s.first->iface.name, ordered[b]) != 0)
					fail_msg("%s and %s", ordered[b], ordered[a]);
			}
		}
	ifsort_clear(&s);
	for (a = 0; a < COUNT(ordered); a++)
		add(ordered[a * 7 % COUNT(ordered)], 0);
	assert_int_equal(s.count, COUNT(ordered));
	for (a = 0, e = s.first; e; e = e->next)
		assert_string_equal(e->iface.name, ordered[a++]);
	assert_int_equal(a, COUNT(ordered));
}

/* As many as fit, and more: what is kept is in order, and of one that is known more is learnt. */
static void many_of(unsigned count, unsigned step)
{
	const struct ifsort_entry *e;
	unsigned n, rows = 0;
	uint32_t before = 0;
	struct iface i;
	char name[20];

	ifsort_clear(&s);
	for (n = 0; n < count; n++) {
		unsigned number = 1 + (unsigned)((uint64_t)n * step % count);

		sprintf(name, "v%u", number);
		add(name, number);
	}
	assert_int_equal(s.count, count < IFSORT_KEPT ? count : IFSORT_KEPT);
	assert_int_equal(s.full, count > IFSORT_KEPT);
	i = s.first->iface;
	iface_set(&i, IFACE_RX_PACKETS, 7);
	ifsort_add(&s, &i);
	for (e = s.first; e; e = e->next, rows++) {
		assert_true(e->iface.index > before);
		before = e->iface.index;
		assert_int_equal(e->iface.value[IFACE_RX_PACKETS], e == s.first ? 7 : 0);
		assert_int_equal(e->iface.known, e == s.first ? 1 << IFACE_RX_PACKETS : 0);
	}
	assert_int_equal(rows, s.count);
}

static void many(void **state)
{
	(void)state;
	many_of(1, 1);
	many_of(4099, 1);
	many_of(4099, 4098);
	many_of(4099, 1234);
	many_of(IFSORT_KEPT, 1);
	many_of(IFSORT_KEPT + 1, 1);
	many_of(IFSORT_KEPT + 100, 1);
}

/* Of each name there is one. */
static void names_twice(void **state)
{
	static const char *const names[] = { "b:1", "a", "b", "b:1", "a", "b:1" };
	const struct ifsort_entry *e;
	char out[100] = "";
	size_t n;

	(void)state;
	ifsort_clear(&s);
	for (n = 0; n < COUNT(names); n++)
		add(names[n], (uint32_t)n);
	for (e = s.first; e; e = e->next)
		sprintf(out + strlen(out), "%s=%u ", e->iface.name, e->iface.index);
	assert_string_equal(out, "a=1 b=2 b:1=0 ");
	assert_int_equal(s.count, 3);
}

/* Two that have counted are two, in the order in which they came. */
static void counters_twice(void **state)
{
	struct iface i = named("a");

	(void)state;
	ifsort_clear(&s);
	add("a", 1);
	add("b", 2);
	iface_set(&i, IFACE_RX_PACKETS, 7);
	ifsort_add(&s, &i);
	iface_set(&i, IFACE_RX_PACKETS, 8);
	ifsort_add(&s, &i);
	assert_int_equal(s.count, 3);
	assert_int_equal(s.first->iface.value[IFACE_RX_PACKETS], 7);
	assert_int_equal(s.first->next->iface.value[IFACE_RX_PACKETS], 8);
	assert_string_equal(s.first->next->next->iface.name, "b");
	/* A label of the same name is not another one. */
	add("a", 1);
	assert_int_equal(s.count, 3);
}

int main(void)
{
	static struct unit u;

	UNIT_TEST(&u, order);
	UNIT_TEST(&u, many);
	UNIT_TEST(&u, names_twice);
	UNIT_TEST(&u, counters_twice);
	return unit_run(&u, "ifsort");
}
