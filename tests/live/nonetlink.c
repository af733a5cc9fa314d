/* nonetlink - run a program to which the kernel gives no netlink socket, but the errno given:
 * nonetlink ERRNO PROGRAM ARG... */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define UNLESS(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip)

int main(int argc, char **argv)
{
	unsigned refusal = SECCOMP_RET_ERRNO | (unsigned)(argc > 1 ? atoi(argv[1]) : 0);
	struct sock_filter filter[] = {
		LOAD(nr),
		UNLESS(__NR_socket, 3),
		LOAD(args[0]), /* the low half, on little-endian machines */
		UNLESS(AF_NETLINK, 1),
		BPF_STMT(BPF_RET | BPF_K, refusal),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof filter / sizeof *filter, filter };

	if (argc < 3) {
		fputs("usage: nonetlink ERRNO PROGRAM ARG...\n", stderr);
		return 2;
	}
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0) {
		perror("nonetlink");
		return 2;
	}
	execvp(argv[2], argv + 2);
	perror(argv[2]);
	return 127;
}
