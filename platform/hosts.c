/* hosts - the names of addresses: /etc/hosts, then the name servers, all asked at once. */
#include "core/applet.h"
#include "core/dns.h"
#include "core/etc.h"
#include "core/hash.h"
#include "platform/platform.h"
#include "platform/resolver.h"

#include <string.h>

enum {
	TEXT = 48 * OS_HOSTS, /* bytes of all names; pages that stay empty cost nothing */
};

struct host {
	struct addr addr; /* never a mapped one */
	uint8_t settled;  /* a bit for each server that need not be waited for */
	uint16_t next;	  /* of the same hash; 0: none */
	uint16_t name_len;
	uint32_t name; /* where in `text` */
};

static struct host hosts[1 + OS_HOSTS]; /* from 1 on */
static uint16_t heads[OS_HOSTS];
static unsigned known;	    /* the last one */
static unsigned looked_for; /* the last one of earlier calls */
static unsigned settled;    /* all up to this one */
static struct hash hash;
static char text[TEXT];
static uint32_t text_used;
static bool full, full_said;
static int spent; /* ms, in this round, waiting for name servers */

/* The id of the question for an address, by which the table goes too. */
static uint16_t id_of(const struct addr *a)
{
	return (uint16_t)hash_key(&hash, a->bytes, sizeof(a->bytes));
}

/* The number of an address, or 0. */
static unsigned find(const struct addr *a, bool add)
{
	struct addr plain = addr_unmapped(a);
	uint16_t *head = &heads[id_of(&plain) % OS_HOSTS];
	unsigned i;

	for (i = *head; i; i = hosts[i].next)
		if (memcmp(&hosts[i].addr, &plain, sizeof(plain)) == 0)
			return i;
	if (!add || addr_is_any(&plain))
		return 0;
	if (known == OS_HOSTS) {
		full = true;
		return 0;
	}
	hosts[++known] = (struct host){ .addr = plain, .next = *head };
	*head = (uint16_t)known;
	return known;
}

void os_hosts_want(const struct addr *a)
{
	uint8_t seed[HASH_SEED];

	if (!known) {
		os_seed(seed);
		hash = hash_open(seed);
	}
	find(a, true);
}

bool os_host_name(struct fmt *f, const struct addr *a)
{
	const struct host *h = &hosts[find(a, false)];

	fmt_text(f, text + h->name, h->name_len, SIZE_MAX);
	return h->name_len;
}

static void give_name(struct host *h, const char *name, size_t len)
{
	h->settled = OS_ALL_SERVERS;
	if (len > TEXT - text_used) {
		full = true;
		return;
	}
	memcpy(text + text_used, name, len);
	h->name = text_used;
	h->name_len = (uint16_t)len;
	text_used += (uint32_t)len;
}

static void take_host(const char *line, size_t len)
{
	struct etc_host e;
	unsigned i;

	if (!etc_parse_host(&e, line, len))
		return;
	i = find(&e.addr, false);
	if (i > looked_for && !hosts[i].settled)
		give_name(&hosts[i], e.name, e.name_len);
}

static size_t question_of(uint8_t question[DNS_QUESTION], const struct host *h)
{
	return dns_ptr_question(question, &h->addr, id_of(&h->addr));
}

static size_t put_question(uint8_t question[DNS_QUESTION], unsigned i, unsigned s)
{
	return hosts[i].settled >> s & 1 ? 0 : question_of(question, &hosts[i]);
}

static bool take_answer(const uint8_t *msg, size_t len, unsigned s)
{
	uint8_t question[DNS_QUESTION];
	struct dns_answer d;
	unsigned i;

	if (len < 2)
		return false;
	for (i = heads[(msg[0] << 8 | msg[1]) % OS_HOSTS]; i > looked_for; i = hosts[i].next) {
		struct host *h = &hosts[i];

		if (h->settled >> s & 1 ||
			!dns_parse_answer(&d, msg, len, question, question_of(question, h)))
			continue;
		h->settled |= os_resolver_settles(d.outcome, s);
		if (d.outcome == DNS_FOUND)
			give_name(h, d.name, d.name_len);
		return true;
	}
	return false;
}

static bool all_settled(unsigned alive)
{
	while (settled < known && !(alive & ~(unsigned)hosts[settled + 1].settled))
		settled++;
	return settled == known;
}

static const struct os_questions questions = { put_question, take_answer, all_settled };

void os_hosts_round(void)
{
	spent = 0;
	if (!full)
		return;
	/* Those of earlier rounds may have gone. */
	memset(heads, 0, sizeof(heads));
	known = looked_for = 0;
	text_used = 0;
	full = false;
}

int os_hosts_resolve(void)
{
	int status = STATUS_FINE, ms;

	if (looked_for == known)
		return status;
	settled = looked_for;
	status = os_resolver_lines("/etc/hosts", take_host);
	if (!all_settled(OS_ALL_SERVERS)) {
		if (os_resolver_open(&questions, &ms) != STATUS_FINE)
			status = STATUS_UNREAD;
		spent += os_resolver_ask(looked_for + 1, known + 1, ms - spent);
		os_resolver_close();
	}
	looked_for = known;
	if (full && !full_said)
		os_complain_of("more names of hosts than netlet holds",
			PACKED("some show as numbers"));
	full_said = full_said || full;
	return status;
}
