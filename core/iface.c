/* iface - an interface: its record, the lines of /proc/net/dev, its flags in words. */
#include "core/iface.h"

#include "core/scan.h"

#include <string.h>

bool iface_knows(const struct iface *i, enum iface_value n)
{
	return i->known >> n & 1;
}

void iface_set(struct iface *i, enum iface_value n, uint64_t value)
{
	i->known |= 1u << n;
	i->value[n] = value;
}

/* How the columns of both sides begin, in the order of enum iface_value. */
static const char columns[] = "bytpacerrdrofiffracommul"
			      "bytpacerrdrofifcolcarcom";

/* What a column of the receiving (0) or the sending (1) side counts. */
static uint8_t counter(unsigned side, const char *token, size_t len)
{
	unsigned i;

	for (i = side * 8; len >= 3 && i < side * 8 + 8; i++)
		if (memcmp(columns + 3 * i, token, 3) == 0)
			return (uint8_t)i;
	return IFACE_COUNTERS;
}

/*
 *  face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs ...
 */
bool iface_heading(struct iface_columns *c, const char *line, size_t len)
{
	struct scan s = scan_open(line, len), part;
	const char *token;
	unsigned side;

	if (memchr(line, ':', len) || !memchr(line, '|', len))
		return false;
	c->count = 0;
	scan_item(&s, '|');
	for (side = 0; side < 2; side++) {
		part = scan_item(&s, '|');
		while (scan_skip_blanks(&part), part.at < part.end && c->count < IFACE_COLUMNS) {
			size_t n = scan_token(&part, &token);

			c->value[c->count++] = counter(side, token, n);
		}
	}
	return true;
}

/*
 *   eth0:57721566490 415926535    0    0    0     0          0         0 1618033988 27182818 ...
 */
bool iface_parse(struct iface *i, const struct iface_columns *c, const char *line, size_t len,
	bool whole)
{
	const char *end = line + len, *colon = line, *p = line, *token;
	struct scan s;
	size_t n;

	memset(i, 0, sizeof(*i));
	while ((p = memchr(p, ':', (size_t)(end - p))))
		colon = p++;
	s = scan_open(line, (size_t)(colon - line));
	scan_skip_blanks(&s);
	n = scan_token(&s, &token);
	if (!scan_done(&s) || n > IFACE_NAME)
		return false;
	memcpy(i->name, token, n);
	i->name_len = (uint8_t)n;
	s = scan_open(colon + 1, (size_t)(end - colon) - 1);
	scan_skip_blanks(&s);
	/* `No statistics available.`, of a dummy of Linux 2.0 */
	if (s.at < s.end && *s.at == 'N')
		return true;
	for (n = 0; n < c->count; n++) {
		uint64_t value = scan_dec(&s);

		if (c->value[n] < IFACE_COUNTERS && (whole || s.at < s.end))
			iface_set(i, c->value[n], value);
		if (s.at < s.end)
			scan_blanks(&s);
	}
	return s.ok && c->count;
}

/* Numbers of bits, in the order in which letters and words stand. */
static const char letters[] = "ABDLMdPNOPsmRU";
static const uint8_t letter_bits[] = { 9, 1, 2, 3, 12, 15, 8, 5, 7, 4, 11, 10, 6, 0 };
static const char words[] = "UP BROADCAST DEBUG LOOPBACK POINTOPOINT NOTRAILERS RUNNING NOARP "
			    "PROMISC ALLMULTI SLAVE MASTER MULTICAST DYNAMIC";
static const uint8_t word_bits[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 10, 12, 15 };

void iface_fmt_letters(struct fmt *f, uint64_t flags)
{
	size_t i;

	if (!flags)
		fmt_str(f, "[NO FLAGS]");
	for (i = 0; i < sizeof(letter_bits); i++)
		if (flags >> letter_bits[i] & 1)
			fmt_char(f, letters[i]);
}

void iface_fmt_words(struct fmt *f, uint64_t flags, const char *between)
{
	struct scan s = scan_open(words, sizeof(words) - 1);
	const char *word, *before = "";
	size_t i;

	for (i = 0; i < sizeof(word_bits); i++, scan_skip_blanks(&s)) {
		size_t len = scan_token(&s, &word);

		if (!(flags >> word_bits[i] & 1))
			continue;
		fmt_str(f, before);
		fmt_mem(f, word, len);
		before = between;
	}
}

void iface_fmt_size(struct fmt *f, uint64_t n)
{
	unsigned k = 0;
	uint64_t tenths;

	while (k < 6 && n > 1ull << (10 * k + 10))
		k++;
	/* Ten times as much does not fit then; this is how net-tools divides. */
	tenths = k == 6 ? n / 115292150460684697u : n * 10 >> 10 * k;
	fmt_dec(f, tenths / 10);
	fmt_char(f, '.');
	fmt_dec(f, tenths % 10);
	fmt_char(f, ' ');
	if (k) {
		fmt_char(f, "KMGTPE"[k - 1]);
		fmt_char(f, 'i');
	}
	fmt_char(f, 'B');
}
