/* zoo.h - what the parts of the zoo share. */
#ifndef ZOO_H
#define ZOO_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

enum flavour {
	V4,
	V6,
	MAPPED, /* an IPv6 socket whose peer is IPv4 */
	FLAVOURS
};

/* zoo.c: every failure ends the zoo with one line on stderr. */
int must(long r, const char *what);
void lacks(const char *what);			   /* said on stdout before "ready" */
void setting(const char *name, const char *value); /* below /proc/sys/net */
int child(void);       /* a fork that dies with its parent; 0 in the child */
void child_hold(void); /* in the child: tell the zoo, then wait to be killed */
void child_exec(const char *name, const char *comm); /* the same under another argv[0] or comm */
void child_wait(int pid, unsigned port); /* in the parent; said as "held PORT PID" if port */

/* zoo_tun.c: the network beyond the tun device is this program; what it does not answer is lost.
 * The kernel's end is 192.0.2.1 and 2001:db8::1. */
struct peer {
	int family;	    /* of the packets */
	uint8_t here[16];   /* the kernel's address */
	uint8_t there[16];  /* ours */
	uint16_t port_here; /* host byte order */
	uint16_t port_there;
	uint32_t seq; /* the next byte we send */
	uint32_t ack; /* the next byte we expect */
	uint16_t window;
};

enum {
	FIN = 1,
	SYN = 2,
	PSH = 8,
	ACK = 16,
};

void tun_open(void);
void tun_drain(void);
int tun_fd(void);
struct peer tun_peer(int family, unsigned host, unsigned port_here, unsigned port_there);
void tun_send(struct peer *p, unsigned flags, size_t len); /* len bytes of payload */
void tun_expect(struct peer *p, unsigned flags);	   /* dies after two seconds */

/* zoo_inet.c */
struct sockaddr_storage inet_name(enum flavour f, const char *text, unsigned port);
socklen_t inet_len(enum flavour f);
int inet_socket(enum flavour f, int type, int protocol);
int inet_bound(enum flavour f, int type, int protocol, const char *text, unsigned port);
void inet_connect(int fd, enum flavour f, const char *text, unsigned port);
void zoo_datagrams(void);
void zoo_raw(void);

/* zoo_tcp.c */
void zoo_tcp(void);
void zoo_wide(void);

/* zoo_unix.c */
void zoo_unix(void);
void zoo_unix_hostile(void);
void zoo_unix_queue(void);

/* zoo_people.c */
void zoo_users(void);
void zoo_shared(void);
void zoo_namespaces(void);
void zoo_names(void);
void zoo_names_hostile(void);

#endif
