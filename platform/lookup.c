/* lookup - the address of a host by its name: /etc/hosts, then the name servers. */
#include "core/etc.h"
#include "platform/platform.h"
#include "platform/resolver.h"

#include <errno.h>
#include <string.h>

enum {
	TEXT = 256, /* bytes of a name in a domain: one that is longer there is not */
};

static const char *wanted;
static size_t wanted_len;
static enum addr_family wanted_family;
static struct addr *found; /* family 0: nothing yet */
static char longer[TEXT];  /* the wanted name in the first domain to look in */
static size_t longer_len;  /* 0: there is none */

/* The one question that is being asked. */
static uint8_t settled; /* a bit for each server that need not be waited for */
static enum dns_outcome outcome;
static size_t question_len;
static uint8_t question[DNS_QUESTION];

/* The last such line counts. */
static void take_search(const char *line, size_t len)
{
	struct fmt f = fmt_open(longer, sizeof(longer));
	struct scan s;
	const char *domain;

	if (!etc_parse_search(&s, line, len))
		return;
	len = scan_token(&s, &domain);
	fmt_mem(&f, wanted, wanted_len);
	fmt_char(&f, '.');
	fmt_mem(&f, domain, len);
	longer_len = f.cut ? 0 : (size_t)(f.at - longer);
}

static void take_host(const char *line, size_t len)
{
	struct etc_host h;

	if (etc_host_is(&h, wanted, wanted_len, line, len) &&
		(!wanted_family || h.addr.family == wanted_family) &&
		(!found->family || found->family > h.addr.family))
		*found = h.addr;
}

static size_t put_question(uint8_t out[DNS_QUESTION], unsigned i, unsigned server)
{
	(void)i;
	memcpy(out, question, sizeof(question));
	return settled >> server & 1 ? 0 : question_len;
}

static bool take_answer(const uint8_t *msg, size_t len, unsigned server)
{
	struct dns_answer d;

	if (settled >> server & 1 || !dns_parse_answer(&d, msg, len, question, question_len))
		return false;
	settled |= os_resolver_settles(d.outcome, server);
	if (d.outcome != DNS_FAILED) {
		outcome = d.outcome;
		*found = d.addr;
	}
	return true;
}

static bool is_settled(unsigned alive)
{
	return !(alive & ~(unsigned)settled);
}

/* Asks for a name, rather for IPv4; *ms is the time that is left. */
static enum dns_outcome ask(const char *name, size_t len, int *ms)
{
	uint8_t seed[16];
	uint32_t family;

	outcome = DNS_NONE;
	for (family = ADDR_IPV4; outcome == DNS_NONE && family <= ADDR_IPV6; family += 2) {
		if (wanted_family && wanted_family != family)
			continue;
		os_seed(seed);
		question_len = dns_addr_question(question, name, len, family,
			(uint16_t)(seed[0] << 8 | seed[1]));
		if (!question_len)
			break;
		settled = 0;
		outcome = DNS_FAILED;
		/* Again after half the time: a question or its answer may be lost. */
		*ms -= os_resolver_ask(0, 1, *ms / 2);
		*ms -= os_resolver_ask(0, 1, *ms);
	}
	return outcome;
}

static int ask_all(void)
{
	static const struct os_questions questions = { put_question, take_answer, is_settled };
	int ms;

	longer_len = 0;
	if (!memchr(wanted, '.', wanted_len))
		os_resolver_lines("/etc/resolv.conf", take_search);
	os_resolver_open(&questions, &ms);
	if (!ms)
		return -ENOENT;
	if (!longer_len || ask(longer, longer_len, &ms) == DNS_NONE)
		ask(wanted, wanted_len, &ms);
	os_resolver_close();
	return outcome == DNS_FOUND ? 0 : outcome == DNS_NONE ? -ENOENT : -EAGAIN;
}

int os_host_addr(const char *name, enum addr_family family, struct addr *a)
{
	int r = 0;

	wanted = name;
	wanted_len = strlen(name);
	wanted_family = family;
	found = a;
	a->family = 0;
	if (!dns_addr_question(question, name, wanted_len, ADDR_IPV4, 0))
		return -EINVAL;
	os_resolver_lines("/etc/hosts", take_host);
	if (!a->family)
		r = ask_all();
	return r ? r : addr_is_any(a) ? -ENOENT : 0;
}
