/* calls - system calls, where libc's functions for them are long, for what we do not need. */
#include "platform/calls.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__) && !defined(__GLIBC__)
/*
 * Also those of libc that this program has: each takes 4 bytes instead of 40. Built without LTO, or
 * the linker would not know them before it looks into libc. The kernel's way of a call: System V
 * ABI, AMD64 supplement, A.2.1.
 */
#define TEXT(number) #number
#define CODE(name, code) __asm__(".section .text.calls, \"ax\"\n" #name ":" code "\n.previous")
#define CALL(name, number) CODE(name, "push $" TEXT(number) "; jmp enter; .globl " #name)

CALL(os_openat, SYS_openat);
CALL(os_readlinkat, SYS_readlinkat);
CALL(os_socket, SYS_socket);
CALL(os_ioctl, SYS_ioctl);
CALL(access, SYS_access);
CALL(bind, SYS_bind);
CALL(close, SYS_close);
CALL(connect, SYS_connect);
CALL(_exit, SYS_exit_group);
CALL(geteuid, SYS_geteuid);
CALL(getpid, SYS_getpid);
CALL(kill, SYS_kill);
CALL(linkat, SYS_linkat);
CALL(poll, SYS_poll);
CALL(pread, SYS_pread64);
CALL(read, SYS_read);
CALL(recvfrom, SYS_recvfrom);
CALL(sendto, SYS_sendto);
CALL(setsockopt, SYS_setsockopt);
CALL(symlinkat, SYS_symlinkat);
CALL(write, SYS_write);

/* What stands behind the number is one register further on, or on the stack. */
CODE(syscall, "push %rdi; mov %rsi, %rdi; mov %rdx, %rsi; mov %rcx, %rdx; mov %r8, %rcx;"
	      "mov %r9, %r8; mov 16(%rsp), %r9; .globl syscall");
CODE(enter, "pop %rax; mov %rcx, %r10; syscall; cmp $-4095, %rax; jb 1f;"
	    "neg %eax; mov %eax, os_errno(%rip); or $-1, %rax; 1: ret");

/* No system call, but as long in libc as six of those; our texts are short. */
CODE(strlen, "or $-1, %rax; 1: inc %rax; cmpb $0, (%rdi,%rax); jne 1b; ret; .globl strlen");

#else
int os_openat(int at, const char *path, int flags)
{
	return (int)syscall(SYS_openat, at, path, flags | O_LARGEFILE);
}

long os_readlinkat(int at, const char *path, char *buf, size_t size)
{
	return syscall(SYS_readlinkat, at, path, buf, size);
}

int os_socket(int family, int type, int protocol)
{
	return (int)syscall(SYS_socket, family, type, protocol);
}

int os_ioctl(int fd, unsigned long request, void *argument)
{
	return (int)syscall(SYS_ioctl, fd, request, argument);
}
#endif
