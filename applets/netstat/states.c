/* states - what --help states says. */
#include "netstat.h"

#include <string.h>

static const char text[] = PACKED(
	"TCP, in the order in which a connection goes through them:\n"
	"  LISTEN       a server waits for connections; Recv-Q: those it has not yet accepted\n"
	"  SYN_SENT     we asked for a connection, no answer yet\n"
	"               many: the other side is down, or a firewall drops without a word\n"
	"  SYN_RECV     half open: asked for by the other side, which has yet to confirm\n"
	"               many: slow or far clients, or a SYN flood\n"
	"  ESTABLISHED  open, data may flow both ways\n"
	"  FIN_WAIT1    we closed, the other side has not confirmed that\n"
	"               many: the other sides have vanished\n"
	"  FIN_WAIT2    we closed, the other side has confirmed and may still send\n"
	"               many: the other programs do not close\n"
	"  CLOSE_WAIT   the other side closed, our program has yet to\n"
	"               many: the local program does not close, a bug of it\n"
	"  LAST_ACK     both closed, the other side has not confirmed ours\n"
	"  CLOSING      both closed at the same time\n"
	"  TIME_WAIT    closed; kept a minute so that late packets do no harm\n"
	"               many: normal after many short connections\n"
	"  CLOSE        not in use\n"
	"  UNKNOWN(n)   a number that this netstat does not know\n"
	"UDP: ESTABLISHED when connected to one address, else nothing. Raw: the kernel's number.\n"
	"Unix sockets: LISTENING, CONNECTING, CONNECTED, DISCONNECTING; FREE: not in use;\n"
	"nothing: not connected.\n");

int netstat_topic(const char *word)
{
	if (strcmp(word, "states") != 0) {
		os_complain_usage(word, NULL, PACKED("no such topic; there is: states"));
		return STATUS_USAGE;
	}
	packed_fmt(os_out(), text);
	return STATUS_FINE;
}
