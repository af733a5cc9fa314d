/* statistics_words - what the counters mean that people look for. */
#include "statistics.h"

#include <string.h>

/*
 * Ends of names, and what those counters mean; behind `=` if they tell how something is, not what
 * has happened. Documentation/networking/snmp_counter.rst; 80 columns have room for 35 bytes.
 */
static const char words[] =
	/* IP, ICMP */
	"Forwarding\0=1 router, 2 host\0"
	"TTL\0=\0"
	"AddrErrors\0not our address\0"
	"ForwDatagrams\0routed to others\0"
	"Discards\0dropped, though sound\0"
	"NoRoutes\0no route\0"
	"ReasmFails\0fragments missing\0"
	"FragFails\0too large, may not be cut\0"
	"CsumErrors\0damaged\0"
	"Octets\0bytes\0"
	"Unreachs\0not reachable\0"
	"TimeExcds\0too many hops\0"
	"InEchos\0pings to us\0"
	/* TCP */
	"Algorithm\0=\0"
	"RtoMin\0=ms\0"
	"RtoMax\0=ms\0"
	"MaxConn\0=-1: no limit\0"
	"CurrEstab\0=open now\0"
	"ActiveOpens\0opened from here\0"
	"PassiveOpens\0opened from outside\0"
	"AttemptFails\0never connected\0"
	"EstabResets\0connected, then reset\0"
	"RetransSegs\0sent again\0"
	"InErrs\0damaged\0"
	"OutRsts\0refused or cut off here\0"
	"cookiesSent\0SYN queue full: a flood?\0"
	"cookiesRecv\0cookie came back: real client\0"
	"cookiesFailed\0ACK with a false cookie\0"
	"PruneCalled\0receive buffer full\0"
	"TW\0were in TIME_WAIT\0"
	"Overflows\0accept queue full: slow program\0"
	"ListenDrops\0new connections lost\0"
	"Timeouts\0no ACK in time\0"
	"SynRetrans\0SYN sent again\0"
	"OnData\0data after close: reset\0"
	"OnClose\0closed with data unread\0"
	"OnMemory\0no memory: reset\0"
	"OnTimeout\0other end silent: gave up\0"
	"Pressures\0memory ran short\0"
	"BacklogDrop\0program too busy: lost\0"
	"RcvQDrop\0receive queue full: lost\0"
	"DoCookies\0SYN queue full: cookie\0"
	"QFullDrop\0SYN queue full: lost\0"
	/* UDP */
	"NoPorts\0no program there\0"
	"RcvbufErrors\0receive buffer full: lost\0"
	"SndbufErrors\0send buffer full\0";

const char *statistics_words(const char *name, size_t len)
{
	const char *end = words, *text;
	size_t n;

	while ((n = strlen(end)) > 0) {
		text = end + n + 1;
		if (n <= len && memcmp(name + len - n, end, n) == 0)
			return text;
		end = text + strlen(text) + 1;
	}
	return end;
}
