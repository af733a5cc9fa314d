/* dns - answers of name servers, and names to ask for. Bit 0 of the first byte: IPv6; bit 1: to the question asked; bit 2: of a name. */
#include "core/dns.h"

#include "fuzz.h"

static void check_name(const struct dns_answer *d)
{
	size_t i, last = 0;
	bool number = true;

	CHECK(d->name_len > 0 && d->name_len <= DNS_NAME);
	for (i = 0; i < d->name_len; i++) {
		CHECK(d->name[i] > ' ' && d->name[i] < 0x7f && d->name[i] != ':');
		CHECK(d->name[i] != '\\');
		if (d->name[i] == '.')
			last = i + 1;
	}
	CHECK(last < d->name_len);
	for (i = last; i < d->name_len; i++)
		number = number && d->name[i] >= '0' && d->name[i] <= '9';
	CHECK(!number);
}

/* A question is labels, the end, and type and class. */
static void check_question(const char *name, size_t len)
{
	uint8_t *out = (uint8_t *)malloc(DNS_QUESTION);
	size_t n = dns_addr_question(out, name, len, ADDR_IPV4, 7), i;

	CHECK(n <= DNS_QUESTION);
	if (n) {
		for (i = 12; out[i]; i += out[i] + 1u)
			CHECK(out[i] <= 63);
		CHECK(i - 12 >= 2 && i - 12 <= 254 && i + 5 == n);
	}
	free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct addr addrs[] = {
		{ ADDR_IPV4, { 192, 0, 2, 1 } },
		{ ADDR_IPV6, { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 } },
	};
	uint8_t question[DNS_QUESTION], *msg;
	struct dns_answer d;
	size_t len;

	if (size < 1)
		return 0;
	if (data[0] & 4) {
		len = dns_addr_question(question, "one.example", 11,
			data[0] & 1 ? ADDR_IPV6 : ADDR_IPV4, 0x1234);
		CHECK(len == 29);
	} else {
		len = dns_ptr_question(question, &addrs[data[0] & 1], 0x1234);
		CHECK(len > 28 && len <= DNS_QUESTION);
	}
	msg = (uint8_t *)exact(data + 1, size - 1);
	check_question((char *)msg, size - 1);
	if (data[0] & 2 && size - 1 >= len) {
		memcpy(msg, question, 2);
		msg[2] = (uint8_t)((msg[2] & 7) | 0x80);
		memcpy(msg + 4, question + 4, 2);
		memcpy(msg + 12, question + 12, len - 12);
	}
	if (dns_parse_answer(&d, msg, size - 1, question, len)) {
		CHECK(d.outcome <= DNS_FAILED);
		CHECK(size - 1 >= len && memcmp(msg, question, 2) == 0 && msg[2] & 0x80);
		if (d.outcome == DNS_FOUND && data[0] & 4)
			CHECK(d.addr.family == addrs[data[0] & 1].family && !addr_is_any(&d.addr));
		else if (d.outcome == DNS_FOUND)
			check_name(&d);
	}
	free(msg);
	return 0;
}
