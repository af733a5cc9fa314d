/* clock - pauses that do not drift, and the signals that end them. */
#include "platform/platform.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define SECOND UINT64_C(1000000000)

static volatile sig_atomic_t interrupted;
static uint64_t since; /* when it was */
/*
 * When a sleep ends: long ago once a signal has come, be it between the question and the sleep.
 * Young 32-bit machines have only the call whose numbers have 64 bits, old kernels only the other.
 */
#ifdef SYS_clock_nanosleep_time32
#define SYS_clock_nanosleep SYS_clock_nanosleep_time32
#endif
#ifdef SYS_clock_nanosleep
static volatile long until[2];
#else
#define SYS_clock_nanosleep SYS_clock_nanosleep_time64
static volatile int64_t until[2];
#endif

/* libc's own function finds one that needs no system call, in 1 KB of code. */
uint64_t os_clock(int clock)
{
	struct timespec now = { 0, 0 };

#ifdef SYS_clock_gettime64
	clock_gettime(clock, &now);
#else
	syscall(SYS_clock_gettime, clock, &now);
#endif
	return (uint64_t)now.tv_sec * SECOND + (uint64_t)now.tv_nsec;
}

uint64_t os_now(void)
{
	return os_clock(CLOCK_MONOTONIC);
}

/* Whoever is stuck in the kernel is killed by the next one; timeout(1) sends two at once. */
static void note(int signal)
{
	if (!interrupted)
		since = os_now();
	else if (os_now() - since > SECOND)
		os_die_of_interrupt();
	interrupted = signal;
	until[0] = 0;
	until[1] = 0;
}

#ifdef __x86_64__
/* libc's own functions take 900 bytes, which are for threads and for old programs. */
struct action { /* struct sigaction of arch/x86/include/uapi/asm/signal.h */
	void (*handler)(int);
	unsigned long flags;
	void (*restorer)(void);
	uint64_t mask;
};

/* Where a handler returns to. */
static __attribute__((naked)) void restore(void)
{
	__asm__ volatile("mov %0, %%eax\n\tsyscall" : : "i"(SYS_rt_sigreturn));
}

/* Gives what was there before. */
static void (*set_handler(int signal, void (*handler)(int)))(int)
{
	const unsigned long has_restorer = 0x04000000;
	struct action action = { handler, has_restorer, restore, 0 }, before;

	syscall(SYS_rt_sigaction, signal, &action, &before, sizeof(action.mask));
	return before.handler;
}
#else
static void (*set_handler(int signal, void (*handler)(int)))(int)
{
	struct sigaction action = { .sa_handler = handler }, before;

	sigaction(signal, &action, &before);
	return before.sa_handler;
}
#endif

static void catch_signal(int signal, bool always)
{
	if (set_handler(signal, note) == SIG_IGN && !always)
		set_handler(signal, SIG_IGN);
}

void os_catch_interrupt(bool always)
{
	catch_signal(SIGINT, always);
	catch_signal(SIGTERM, always);
}

void os_die_of_interrupt(void)
{
	set_handler(interrupted, SIG_DFL);
	kill(getpid(), interrupted);
}

bool os_interrupted(void)
{
	return interrupted;
}

void os_pause(uint64_t now, uint64_t nanoseconds)
{
	static uint64_t due;

	due = (due ? due : now) + nanoseconds;
	/* Nor is the next one too near. */
	if (due < now)
		due += (now - due + nanoseconds / 2) / nanoseconds * nanoseconds + nanoseconds;
	until[0] = (long)(due / SECOND);
	until[1] = (long)(due % SECOND);
	/* Not libc's, which copies the time before the kernel sees it. */
	while (!interrupted &&
		syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, until, NULL) < 0)
		/* A sandbox may not have it. Of a signal just before it poll knows nothing. */
		if (errno != EINTR) {
			now = os_now();
			if (now >= due)
				break;
			now = (due - now) / 1000000 + 1;
			poll(NULL, 0, now < 1000 ? (int)now : 1000);
		}
}
