/* clock - pauses that do not drift, and the signals that end them. */
#include "platform/platform.h"

#include <poll.h>
#include <signal.h>
#include <time.h>

static volatile sig_atomic_t interrupted;

static void note(int signal)
{
	(void)signal;
	interrupted = 1;
}

void os_catch_interrupt(void)
{
	struct sigaction action = { .sa_handler = note };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool os_interrupted(void)
{
	return interrupted;
}

/* The signals wait while nobody sleeps, so that none comes between the question and the sleep. */
static void pause_until(const struct timespec *due)
{
	struct timespec now;
	sigset_t signals, before;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigprocmask(SIG_BLOCK, &signals, &before);
	while (!interrupted) {
		struct timespec left = *due;

		clock_gettime(CLOCK_MONOTONIC, &now);
		left.tv_sec -= now.tv_sec;
		left.tv_nsec -= now.tv_nsec;
		if (left.tv_nsec < 0) {
			left.tv_sec--;
			left.tv_nsec += 1000000000;
		}
		if (left.tv_sec < 0 || ppoll(NULL, 0, &left, &before) == 0)
			break;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
}

void os_pause(uint64_t nanoseconds)
{
	static struct timespec due;
	struct timespec now;
	uint64_t fraction;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!due.tv_sec && !due.tv_nsec)
		due = now;
	fraction = (uint64_t)due.tv_nsec + nanoseconds;
	due.tv_sec += (time_t)(fraction / 1000000000);
	due.tv_nsec = (long)(fraction % 1000000000);
	if (due.tv_sec < now.tv_sec || (due.tv_sec == now.tv_sec && due.tv_nsec < now.tv_nsec)) {
		fraction = (uint64_t)now.tv_nsec + nanoseconds;
		due.tv_sec = now.tv_sec + (time_t)(fraction / 1000000000);
		due.tv_nsec = (long)(fraction % 1000000000);
	}
	pause_until(&due);
}
