/* lookup - the address of a host by its name: /etc/hosts, then the name servers. */
#include "core/etc.h"
#include "core/hash.h"
#include "platform/platform.h"
#include "platform/resolver.h"

#include <errno.h>
#include <string.h>

enum {
	QUESTIONS = 2 * 7, /* IPv4 and IPv6, in six domains and for the name as it is */
	TEXT = 256,	   /* bytes of a name in a domain: one that is longer there is not */
};

/* Of those that find something the first counts, once those before it have found nothing. */
static struct question {
	uint8_t settled; /* a bit for each server that need not be waited for */
	enum dns_outcome outcome;
	struct addr addr;
	size_t len;
	uint8_t bytes[DNS_QUESTION];
} questions[QUESTIONS];
static uint32_t count;

static const char *wanted;
static size_t wanted_len;
static enum addr_family wanted_family;
static struct hash hash;
static struct addr *found; /* family 0: nothing yet */

/* Will ask for the name in a domain. False: there can be no such name. */
static bool add(const char *domain, size_t len)
{
	char text[TEXT];
	struct fmt f = fmt_open(text, sizeof(text));
	uint32_t family;

	fmt_mem(&f, wanted, wanted_len);
	if (len)
		fmt_char(&f, '.');
	fmt_mem(&f, domain, len);
	for (family = ADDR_IPV4; family <= ADDR_IPV6; family += ADDR_IPV6 - ADDR_IPV4) {
		struct question *q = &questions[count];

		if (wanted_family && wanted_family != family)
			continue;
		if (f.cut)
			return false;
		q->len = dns_addr_question(q->bytes, text, (size_t)(f.at - text), family,
			(uint16_t)hash_key(&hash, &count, sizeof(count)));
		if (!q->len)
			return false;
		q->settled = 0;
		q->outcome = DNS_FAILED;
		count++;
	}
	return true;
}

static void take_search(const char *line, size_t len)
{
	struct scan s;
	const char *domain;
	size_t n;

	if (!etc_parse_search(&s, line, len))
		return;
	/* The last such line counts. */
	count = 0;
	while (count < QUESTIONS - 2 && (n = scan_token(&s, &domain)) != 0) {
		add(domain, n);
		scan_skip_blanks(&s);
	}
}

static void take_host(const char *line, size_t len)
{
	struct etc_host h;

	if (etc_host_is(&h, wanted, wanted_len, line, len) &&
		(!wanted_family || h.addr.family == wanted_family) &&
		(!found->family || found->family > h.addr.family))
		*found = h.addr;
}

static size_t put_question(uint8_t question[DNS_QUESTION], unsigned i, unsigned server)
{
	const struct question *q = &questions[i];

	memcpy(question, q->bytes, sizeof(q->bytes));
	return q->settled >> server & 1 ? 0 : q->len;
}

static bool take_answer(const uint8_t *msg, size_t len, unsigned server)
{
	struct dns_answer d;
	struct question *q;

	for (q = questions; q < questions + count; q++) {
		if (q->settled >> server & 1 || !dns_parse_answer(&d, msg, len, q->bytes, q->len))
			continue;
		q->settled |= os_resolver_settles(d.outcome, server);
		if (d.outcome != DNS_FAILED) {
			q->outcome = d.outcome;
			q->addr = d.addr;
		}
		return true;
	}
	return false;
}

/* The first question that is not known to find nothing while these servers may answer yet. */
static const struct question *first(unsigned alive)
{
	const struct question *q = questions;

	while (q < questions + count && q->outcome == DNS_NONE && !(alive & ~(unsigned)q->settled))
		q++;
	return q;
}

static bool settled(unsigned alive)
{
	const struct question *q = first(alive);

	return q == questions + count || !(alive & ~(unsigned)q->settled);
}

static int ask(void)
{
	static const struct os_questions all = { put_question, take_answer, settled };
	const struct question *q;
	int ms;

	count = 0;
	if (!memchr(wanted, '.', wanted_len))
		os_resolver_lines("/etc/resolv.conf", take_search);
	add("", 0);
	os_resolver_open(&all, &ms);
	if (!ms)
		return -ENOENT;
	/* Again after half the time: a question or its answer may be lost. */
	os_resolver_ask(0, count, ms / 2);
	os_resolver_ask(0, count, ms / 2);
	os_resolver_close();
	q = first(0);
	if (q == questions + count)
		return -ENOENT;
	if (q->outcome == DNS_FAILED)
		return -EAGAIN;
	*found = q->addr;
	return 0;
}

int os_host_addr(const char *name, enum addr_family family, struct addr *a)
{
	uint8_t seed[HASH_SEED];
	int r = 0;

	os_seed(seed);
	hash = hash_open(seed);
	wanted = name;
	wanted_len = strlen(name);
	wanted_family = family;
	found = a;
	a->family = 0;
	count = 0;
	if (!add("", 0))
		return -EINVAL;
	os_resolver_lines("/etc/hosts", take_host);
	if (!a->family)
		r = ask();
	return r ? r : addr_is_any(a) ? -ENOENT : 0;
}
