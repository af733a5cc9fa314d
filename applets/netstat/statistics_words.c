/* statistics_words - what the counters mean that people look for. */
#include "statistics.h"

#include "core/packed.h"

#include <string.h>

/*
 * Ends of names, and what those counters mean; behind `=` if they tell how something is, not what
 * has happened. Documentation/networking/snmp_counter.rst; 80 columns have room for 35 bytes.
 */
#define WORDS(W)                                                                                   \
	/* IP, ICMP */                                                                             \
	W("Forwarding", "=", "1 router, 2 host")                                                   \
	W("TTL", "=", "")                                                                          \
	W("AddrErrors", "", "not our address")                                                     \
	W("ForwDatagrams", "", "routed to others")                                                 \
	W("Discards", "", "dropped, though sound")                                                 \
	W("NoRoutes", "", "no route")                                                              \
	W("ReasmFails", "", "fragments missing")                                                   \
	W("FragFails", "", "too large, may not be cut")                                            \
	W("CsumErrors", "", "damaged")                                                             \
	W("Octets", "", "bytes")                                                                   \
	W("Unreachs", "", "not reachable")                                                         \
	W("TimeExcds", "", "too many hops")                                                        \
	W("InEchos", "", "pings to us")                                                            \
	/* TCP */                                                                                  \
	W("Algorithm", "=", "")                                                                    \
	W("RtoMin", "=", "ms")                                                                     \
	W("RtoMax", "=", "ms")                                                                     \
	W("MaxConn", "=", "-1: no limit")                                                          \
	W("CurrEstab", "=", "open now")                                                            \
	W("ActiveOpens", "", "opened from here")                                                   \
	W("PassiveOpens", "", "opened from outside")                                               \
	W("AttemptFails", "", "never connected")                                                   \
	W("EstabResets", "", "connected, then reset")                                              \
	W("RetransSegs", "", "sent again")                                                         \
	W("InErrs", "", "damaged")                                                                 \
	W("OutRsts", "", "refused or cut off here")                                                \
	W("cookiesSent", "", "SYN queue full: a flood?")                                           \
	W("cookiesRecv", "", "cookie came back: real client")                                      \
	W("cookiesFailed", "", "ACK with a false cookie")                                          \
	W("PruneCalled", "", "receive buffer full")                                                \
	W("TW", "", "were in TIME_WAIT")                                                           \
	W("Overflows", "", "accept queue full: slow program")                                      \
	W("ListenDrops", "", "new connections lost")                                               \
	W("Timeouts", "", "no ACK in time")                                                        \
	W("SynRetrans", "", "SYN sent again")                                                      \
	W("OnData", "", "data after close: reset")                                                 \
	W("OnClose", "", "closed with data unread")                                                \
	W("OnMemory", "", "no memory: reset")                                                      \
	W("OnTimeout", "", "other end silent: gave up")                                            \
	W("Pressures", "", "memory ran short")                                                     \
	W("BacklogDrop", "", "program too busy: lost")                                             \
	W("RcvQDrop", "", "receive queue full: lost")                                              \
	W("DoCookies", "", "SYN queue full: cookie")                                               \
	W("QFullDrop", "", "SYN queue full: lost")                                                 \
	/* UDP */                                                                                  \
	W("NoPorts", "", "no program there")                                                       \
	W("RcvbufErrors", "", "receive buffer full: lost")                                         \
	W("SndbufErrors", "", "send buffer full")

#define PACKED_TEXT(end, is, text) PACKED(end) "\0" PACKED(is) PACKED(text) "\0"

static const char packed[] = WORDS(PACKED_TEXT);

const char *statistics_words(const char *name, size_t len)
{
	static char words[2048];
	struct fmt f = fmt_open(words, sizeof(words));
	const char *end = words, *text;
	size_t n;

	if (!*words)
		packed_mem(&f, packed, sizeof(packed));

	while ((n = strlen(end)) > 0) {
		text = end + n + 1;
		if (n <= len && memcmp(name + len - n, end, n) == 0)
			return text;
		end = text + strlen(text) + 1;
	}
	return end;
}
