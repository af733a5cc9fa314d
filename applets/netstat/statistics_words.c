/* statistics_words - what the counters mean that people look for. */
#include "statistics.h"

#include <string.h>

/*
 * Ends of names, and what counters mean whose names end so; those behind `=` are gauges.
 * Documentation/networking/snmp_counter.rst; at most 35 bytes of words fit into 80 columns.
 */
static const char words[] =
	/* IP */
	"Forwarding\0=1: a router; 2: not\0"
	"DefaultTTL\0=routers that a packet may pass\0"
	"InHdrErrors\0bad header\0"
	"InAddrErrors\0sent to an address that is not ours\0"
	"ForwDatagrams\0passed on to others\0"
	"UnknownProtos\0nobody here speaks that protocol\0"
	"Discards\0sound, but dropped: no memory?\0"
	"NoRoutes\0no route to there\0"
	"ReasmFails\0fragments that never became whole\0"
	"FragFails\0too large, and may not be cut\0"
	"CsumErrors\0damaged on the way\0"
	"Octets\0bytes\0"
	/* ICMP */
	"InDestUnreachs\0were told: not reachable\0"
	"OutDestUnreachs\0told others: not reachable\0"
	"TimeExcds\0too many hops, or traceroute\0"
	"InEchos\0pings received\0"
	"InRedirects\0were told of a shorter way\0"
	/* TCP */
	"RtoAlgorithm\0=\0"
	"RtoMin\0=ms\0"
	"RtoMax\0=ms\0"
	"MaxConn\0=-1: no fixed limit\0"
	"CurrEstab\0=connected now\0"
	"ActiveOpens\0connections from here\0"
	"PassiveOpens\0connections to here\0"
	"AttemptFails\0never got connected\0"
	"EstabResets\0connected, then reset\0"
	"RetransSegs\0sent again: lost?\0"
	"InErrs\0damaged\0"
	"OutRsts\0refused or cut off by us\0"
	"SyncookiesSent\0SYN queue full: a flood?\0"
	"SyncookiesRecv\0cookie came back: a real client\0"
	"SyncookiesFailed\0ACK without a valid cookie\0"
	"PruneCalled\0receive buffer full: tidied up\0"
	"RcvPruned\0receive buffer full: dropped\0"
	"TW\0went through TIME_WAIT\0"
	"DelayedACKs\0waited a little before the ACK\0"
	"ListenOverflows\0accept queue full: program too slow\0"
	"ListenDrops\0new connections lost, all reasons\0"
	"Timeouts\0no ACK came: sent again\0"
	"LossProbes\0probed early for a lost end\0"
	"SynRetrans\0SYN sent again: no answer\0"
	"AbortOnData\0closed, but data still came: reset\0"
	"AbortOnClose\0closed with data unread: reset\0"
	"AbortOnMemory\0too many orphans, or no memory\0"
	"AbortOnTimeout\0gave up: the other end is silent\0"
	"AbortOnLinger\0did not wait in FIN_WAIT2: reset\0"
	"MemoryPressures\0TCP ran short of memory\0"
	"BacklogDrop\0program too busy: dropped\0"
	"RcvQDrop\0receive queue full: dropped\0"
	"ReqQFullDoCookies\0SYN queue full: cookies sent\0"
	"ReqQFullDrop\0SYN queue full: SYN dropped\0"
	"ReversePathFilter\0from where no route leads: dropped\0"
	"TimeWaitOverflow\0too many in TIME_WAIT\0"
	"OFOQueue\0came out of order\0"
	/* UDP */
	"NoPorts\0no program has that port\0"
	"RcvbufErrors\0receive buffer full: program slow\0"
	"SndbufErrors\0send buffer full\0";

const char *statistics_words(const char *name, size_t len, bool *gauge)
{
	const char *end = words, *text;
	size_t n;

	do {
		n = strlen(end);
		text = end + n + 1;
		if (!n || (n <= len && memcmp(name + len - n, end, n) == 0))
			break;
		end = text + strlen(text) + 1;
	} while (true);
	if (!n)
		text = end;
	*gauge = *text == '=';
	return text + *gauge;
}
