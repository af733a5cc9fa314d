/* clock - pauses that do not drift, and the signals that end them. */
#include "platform/platform.h"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define SECOND UINT64_C(1000000000)

static volatile sig_atomic_t interrupted;
static uint64_t since; /* when it was */

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
}

static void catch_signal(int signal, bool always)
{
	struct sigaction action = { .sa_handler = note }, before;

	sigaction(signal, &action, &before);
	if (!always && before.sa_handler == SIG_IGN)
		sigaction(signal, &before, NULL);
}

void os_catch_interrupt(bool always)
{
	catch_signal(SIGINT, always);
	catch_signal(SIGTERM, always);
}

void os_die_of_interrupt(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL };

	sigaction(interrupted, &action, NULL);
	kill(getpid(), interrupted);
}

bool os_interrupted(void)
{
	return interrupted;
}

/* The signals wait while nobody sleeps, so that none comes between the question and the sleep. */
static void pause_until(uint64_t due)
{
	sigset_t signals, before;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigprocmask(SIG_BLOCK, &signals, &before);
	while (!interrupted) {
		uint64_t now = os_now();
		struct timespec left = { .tv_sec = (time_t)((due - now) / SECOND),
			.tv_nsec = (long)((due - now) % SECOND) };

		if (now >= due || ppoll(NULL, 0, &left, &before) == 0)
			break;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
}

void os_pause(uint64_t nanoseconds)
{
	static uint64_t due;
	uint64_t now = os_now();

	due = (due ? due : now) + nanoseconds;
	if (due < now)
		due = now + nanoseconds;
	pause_until(due);
}
