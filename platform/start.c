/* start - what comes before main, where libc's own way is 1.5 KB for threads and shared objects. */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * Calls come from libc's _start. All that is needed of what is left out is the thread's own memory,
 * less than a page, whose first word points to itself: a compiler's stack protector looks there.
 * System V ABI, AMD64 supplement, 3.4.6; arch_prctl(2).
 */
#if defined(__x86_64__) && !defined(__GLIBC__)
/* Where platform/calls.c says why a call has failed. */
int os_errno;

int *__errno_location(void)
{
	return &os_errno;
}

_Noreturn void __libc_start_main(int (*main)(int, char **), int argc, char **argv);

_Noreturn __attribute__((used)) void __libc_start_main(int (*main)(int, char **), int argc,
	char **argv)
{
	enum {
		SET_FS = 0x1002,
	};
	static void *thread[512];
	long r = SYS_arch_prctl;

	thread[0] = thread;
	/* A stack protector looks there already. */
	__asm__ volatile("syscall" : "+a"(r) : "D"(SET_FS), "S"(thread) : "rcx", "r11", "memory");
	environ = argv + argc + 1;
	_exit(main(argc, argv));
}
#endif
