/* hardware - what the types of hardware are called, and how their addresses are written. */
#include "core/iface.h"

#include <string.h>

/* Of include/uapi/linux/if_arp.h, those that have a name of their own. */
static const struct {
	uint16_t type;
	uint8_t bytes;
	char between;
} types[] = {
	{ 1, 6, ':' },
	{ 772, 0, 0 },
	{ 512, 0, 0 },
	{ 768, 0, 0 },
	{ 776, 0, 0 },
	{ 0, 7, ':' },
	{ 3, 7, ':' },
	{ 7, 1, '-' },
	{ 15, 2, ':' },
	{ 27, 8, ':' },
	{ 256, 0, 0 },
	{ 257, 0, 0 },
	{ 258, 0, 0 },
	{ 259, 0, 0 },
	{ 264, 0, 0 },
	{ 270, 5, 0 },
	{ 271, 0, 0 },
	{ 513, 0, 0 },
	{ 516, 0, 0 },
	{ 770, 0, 0 },
	{ 774, 6, '-' },
	{ 780, 6, ':' },
	{ 781, 4, ':' },
	{ 782, 0, 0 },
	{ 783, 4, ':' },
};

/* Name and title of each, in the same order, and of all others. */
static const char names[] = "ether\0Ethernet\0"
			    "loop\0Local Loopback\0"
			    "ppp\0Point-to-Point Protocol\0"
			    "tunnel \0IPIP Tunnel\0"
			    "sit\0IPv6-in-IPv4\0"
			    "netrom\0AMPR NET/ROM\0"
			    "ax25\0AMPR AX.25\0"
			    "arcnet\0ARCnet\0"
			    "dlci\0Frame Relay DLCI\0"
			    "eui64\0Generic EUI-64\0"
			    "slip\0Serial Line IP\0"
			    "cslip\0VJ Serial Line IP\0"
			    "slip6\0"
			    "6-bit Serial Line IP\0"
			    "cslip6\0VJ 6-bit Serial Line IP\0"
			    "adaptive\0Adaptive Serial Line IP\0"
			    "rose\0AMPR ROSE\0"
			    "x25 \0generic X.25\0"
			    "hdlc\0(Cisco)-HDLC\0"
			    "lapb\0LAPB\0"
			    "frad\0Frame Relay Access Device\0"
			    "fddi\0Fiber Distributed Data Interface\0"
			    "hippi\0HIPPI\0"
			    "ash\0Ash\0"
			    "ec\0Econet\0"
			    "irda\0IrLAP\0"
			    "unspec\0UNSPEC";

struct iface_hardware iface_hardware(uint16_t type)
{
	struct iface_hardware h = { .name = names, .bytes = 16, .between = '-' };
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (types[i].type == type) {
			h.bytes = types[i].bytes;
			h.between = types[i].between;
			break;
		}
		h.name += strlen(h.name) + 1;
		h.name += strlen(h.name) + 1;
	}
	h.title = h.name + strlen(h.name) + 1;
	return h;
}
