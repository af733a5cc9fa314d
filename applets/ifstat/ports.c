/* ports - the interfaces from sample to sample: which there are, and what they have counted. */
#include "ifstat.h"

#include <errno.h>
#include <string.h>

enum {
	LOOKS = 4, /* until nothing changes meanwhile */
};

/* Too large for a small stack. */
static struct os_counters in;
static struct port ports[PORTS];
static unsigned count;
static unsigned last; /* the one found last: the next is mostly behind it */
static uint32_t look;
static uint64_t when; /* os_now() before it */
static bool changed;  /* the columns, in a way that no port tells */
static bool full;
static bool by_file; /* since netlink tells no counters here */

static const uint8_t counters[VALUES] = {
	IFACE_RX_BYTES,
	IFACE_TX_BYTES,
	IFACE_RX_PACKETS,
	IFACE_TX_PACKETS,
	IFACE_RX_ERRORS,
	IFACE_TX_ERRORS,
	IFACE_RX_DROPPED,
	IFACE_TX_DROPPED,
};

/* Many are compared where many have gone. */
static bool same_name(const struct port *a, const char *name)
{
	uint64_t x[2], y[2];

	memcpy(x, a->name, sizeof(x));
	memcpy(y, name, sizeof(y));
	return x[0] == y[0] && x[1] == y[1];
}

/* A full table has a place more: what is in it is lost. */
static struct port *add(const char *name, size_t len)
{
	struct port *p = &ports[count];

	full = count == PORTS - 1;
	count += !full;
	memset(p, 0, sizeof(*p));
	memcpy(p->name, name, len);
	p->name_len = (uint8_t)len;
	p->fresh = true;
	return p;
}

static void forget(struct port *p)
{
	changed |= p->titled;
	memmove(p, p + 1, (size_t)(ports + --count - p) * sizeof(*p));
}

static struct port *named(const char *name)
{
	struct port *p;

	for (p = ports; p < ports + count; p++)
		if (same_name(p, name))
			return p;
	return NULL;
}

bool ports_ask_for(const char *list)
{
	char name[IFACE_NAME] = "";
	size_t len = 0;

	for (;; list++) {
		if (*list && *list != ',') {
			if (*list == '\\' && list[1])
				list++;
			if (len == sizeof(name) - 1)
				return false;
			name[len++] = *list;
			continue;
		}
		if (len && !named(name)) {
			struct port *p = add(name, len);

			p->shown = p->asked = true;
		}
		memset(name, 0, sizeof(name));
		len = 0;
		if (!*list)
			return count;
	}
}

/* Of counters alone by its index, by its name where no index is known. */
static struct port *find(const struct iface *i, uint64_t set)
{
	unsigned k;

	for (k = 0; k < count; k++) {
		struct port *p;

		last = last + 1 < count ? last + 1 : 0;
		p = &ports[last];
		if (i->index != p->index)
			continue;
		/* Who asks for a name does not mean an interface that had it. */
		if ((i->index && !(i->name_len && set & ONLY)) || same_name(p, i->name))
			return p;
	}
	return NULL;
}

static bool is_wanted(const struct iface *i, uint64_t set)
{
	uint64_t flags = i->value[IFACE_FLAGS];

	if (set & ONLY || (set & PHYSICAL && !i->physical))
		return false;
	/* Without flags, as in a file, it counts as up. */
	if (!iface_knows(i, IFACE_FLAGS))
		flags = IFACE_UP |
			(i->name_len == 2 && memcmp(i->name, "lo", 2) == 0 ? IFACE_LOOPBACK : 0);
	return set & ALL || (flags & IFACE_UP && (set & LOOPBACK || !(flags & IFACE_LOOPBACK)));
}

static void take(const struct iface *i, uint64_t set)
{
	struct port *p = find(i, set);

	if (p && !i->known)
		p->index = 0;
	/* Who is new without a name is told of before long. */
	if (!i->known || (!p && (!i->name_len || (set & ONLY && !named(i->name)))))
		return;
	if (!p)
		p = add(i->name, i->name_len);
	if (i->name_len) {
		p->wanted = is_wanted(i, set);
		if (!same_name(p, i->name)) {
			changed |= p->titled;
			p->titled = false;
			p->fresh = true;
			memcpy(p->name, i->name, IFACE_NAME);
			p->name_len = i->name_len;
		}
	}
	p->index = i->index;
	p->look = look;
	p->known = i->known;
	memcpy(p->now, i->value, sizeof(p->now));
}

/* The column of one that is gone is that of the one that now has its name. */
static void inherit(struct port *p)
{
	struct port *gone;

	p->fresh = false;
	for (gone = ports; gone < ports + count; gone++)
		if (gone->look != look && same_name(gone, p->name)) {
			p->shown = gone->shown;
			p->asked = gone->asked;
			p->titled = gone->titled;
			*gone = *p;
			p->titled = false;
			forget(p);
			return;
		}
}

/* Behind a look that had names: who was not seen is gone. */
static void end_look(void)
{
	unsigned i;

	/* From the end, since those behind one that goes move up. */
	for (i = count; i-- > 0;)
		if (ports[i].look != look)
			ports[i].index = 0;
		else if (ports[i].fresh)
			inherit(&ports[i]);
	for (i = count; i-- > 0;)
		if (ports[i].look != look && !ports[i].shown)
			forget(&ports[i]);
}

static bool is_active(const struct port *p)
{
	return p->now[IFACE_RX_BYTES] | p->now[IFACE_TX_BYTES] | p->now[IFACE_RX_PACKETS] |
	       p->now[IFACE_TX_PACKETS];
}

/* Complains of lines that are bad each time only when their number is another. */
static int close_look(int r)
{
	static unsigned bad;
	unsigned now = in.lines.bad;

	if (now == bad)
		in.lines.bad = 0;
	bad = now;
	return os_counters_close(&in, r);
}

/* Of one that is gone, or stands for another, nothing may be shown. */
static bool is_there(uint64_t set)
{
	return !(ENABLE_NETNS && set & NETNS) || os_netns_is_there();
}

int ports_look(uint64_t set, uint64_t slow)
{
	static bool failed, said;
	static uint64_t took;
	bool names = false;
	struct iface i;
	struct port *p;
	unsigned n, seen;
	int r = 0;

	/* Of many interfaces it always takes long, and that does no harm. */
	slow += took;
	for (n = 0; n < LOOKS && !os_interrupted(); n++) {
		look++;
		when = os_now();
		r = is_there(set) ? os_counters_open(&in, ENABLE_NETLINK && !by_file, names)
				  : -ESRCH;
		if (r < 0) {
			os_mute(failed);
			if (in.answers)
				os_complain("rtnetlink", -r);
			else
				os_complain_file("net/dev", -r);
			break;
		}
		for (seen = 0; (r = os_counters_next(&in, &i)) > 0; seen++) {
			/* For who has no place there is no use in looking, which is slow then. */
			if (!full || seen < PORTS)
				take(&i, set);
			if (i.known && !(i.known & IFACE_KNOWS_COUNTERS))
				by_file = true;
		}
		if (by_file && in.netlink) {
			in.answers = false;
			continue;
		}
		/* Who is missing in a list that changed meanwhile may be there all the same. */
		if (in.names && (r != -EINTR || n == LOOKS - 1))
			end_look();
		took = os_now() - when;
		os_mute(failed && r < 0);
		if (close_look(r) != STATUS_FINE || (r == 0 && took <= slow))
			break;
		names = r != 0;
	}
	os_mute(false);
	failed = r < 0 && r != -EINTR;
	if (full && !said)
		os_complain_of("net/dev", PACKED("more interfaces than netlet holds"));
	said = full;
	for (p = ports; p < ports + count; p++)
		if (p->wanted && (!(set & ACTIVE) || is_active(p)))
			p->shown = true;
	return failed ? STATUS_NO_MATCH : STATUS_FINE;
}

uint64_t ports_time(void)
{
	return when;
}

const struct port *ports_next(const struct port *p)
{
	for (p = p ? p + 1 : ports; p < ports + count; p++)
		if (p->shown)
			return p;
	return NULL;
}

bool ports_is_gone(const struct port *p)
{
	return p->look != look;
}

/* What a counter can have grown at most: of bytes what the link carries, of others a 64th. */
static uint64_t limit(const struct port *p, unsigned n, uint64_t ns)
{
	char name[IFACE_NAME + 1] = "";
	uint64_t bytes;

	memcpy(name, p->name, p->name_len);
	bytes = os_link_speed(name) / 8000 * (ns / 1000000);
	return n < 2 ? bytes : bytes / 64;
}

void ports_sample(const struct port *p, uint64_t set, uint64_t ns, struct sample *s)
{
	uint32_t known = set & SINCE_BOOT ? p->known : p->known & p->was_known;
	unsigned n;

	*s = (struct sample){ .state = SAMPLE_FINE };
	if (ports_is_gone(p))
		s->state = SAMPLE_NONE;
	else if (!p->based && !(set & SINCE_BOOT))
		s->state = SAMPLE_FIRST;
	if (s->state != SAMPLE_FINE)
		return;
	for (n = 0; n < VALUES; n++) {
		uint64_t before = p->before[counters[n]], now = p->now[counters[n]];

		if (!(known >> counters[n] & 1))
			continue;
		s->known |= (uint8_t)(1u << n);
		s->values[n] = now;
		if (!(set & SINCE_BOOT) &&
			!iface_grown(before, now, before > now && !in.netlink ? limit(p, n, ns) : 0,
				&s->values[n]) &&
			s->known >> n & 1)
			s->state = SAMPLE_RESET;
	}
}

void ports_add(struct sample *total, const struct sample *s)
{
	unsigned n;

	if (s->state != SAMPLE_FINE)
		return;
	for (n = 0; n < VALUES; n++)
		if (s->known >> n & 1 &&
			__builtin_add_overflow(total->values[n], s->values[n], &total->values[n]))
			total->known &= (uint8_t) ~(1u << n);
	total->known &= s->known;
	total->state = SAMPLE_FINE;
}

void ports_settle(unsigned patience)
{
	struct port *p;

	for (p = ports + count; p-- > ports;) {
		p->based = p->look == look;
		p->gone = p->based ? 0 : p->gone + 1;
		p->was_known = p->known;
		memcpy(p->before, p->now, sizeof(p->before));
		if (p->gone > patience && !p->asked)
			forget(p);
	}
}

bool ports_have_changed(void)
{
	const struct port *p;

	for (p = ports_next(NULL); p; p = ports_next(p))
		if (!p->titled)
			return true;
	return changed;
}

void ports_titled(void)
{
	struct port *p;

	for (p = ports + count; p-- > ports;)
		if (p->gone > PATIENCE && !p->asked)
			forget(p);
		else
			p->titled = p->shown;
	changed = false;
}

bool ports_by_netlink(void)
{
	return in.netlink;
}
