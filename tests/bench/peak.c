/* peak - time and peak memory of a command, seen from a small parent.
 *
 *	peak [-n TIMES] [-t SECONDS] [-p] NAME COMMAND ARGS...
 *
 * Runs COMMAND TIMES times (1) with stdout to /dev/null, or with -p to a pipe that peak drains, and
 * prints one line: NAME, the shortest and the median wall time in seconds, user and system time of
 * the shortest run in seconds, the largest resident size in KB, and how it ended: `ok`, `status=N`,
 * `signal=N`, or `timeout` (SECONDS, 120, were over: it was killed, and the times are those of the
 * killed run). A run that does not end well is the last one.
 *
 * The kernel counts the memory of whoever called exec() as the command's own, so this program must
 * be smaller than what it measures: link it statically with a small libc. Without arguments it ends
 * at once, so that `peak NAME /proc/self/exe` shows that floor.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	MOST_TIMES = 100
};

struct run {
	long long wall, cpu; /* microseconds */
	long rss;	     /* KB */
	int status;	     /* as wait() gives it */
};

static volatile pid_t child;
static volatile sig_atomic_t timed_out;

static void on_alarm(int sig)
{
	(void)sig;
	timed_out = 1;
	if (child > 0)
		kill(child, SIGKILL);
}

static void say(const char *s)
{
	if (write(STDERR_FILENO, s, strlen(s)) < 0)
		_exit(125);
}

static void die(const char *what)
{
	say("peak: ");
	say(what);
	say(" failed\n");
	_exit(125);
}

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static long long micro(struct timeval t)
{
	return (long long)t.tv_sec * 1000000 + t.tv_usec;
}

static void drain(int fd)
{
	static char buf[65536];
	ssize_t r;

	do
		r = read(fd, buf, sizeof(buf));
	while (r > 0 || (r < 0 && errno == EINTR));
	close(fd);
}

static struct run once(char **argv, int null, bool piped, unsigned seconds)
{
	struct run r = { 0 };
	struct rusage u;
	int ends[2] = { -1, null };
	long long begin;
	pid_t pid;

	if (piped && pipe2(ends, O_CLOEXEC) < 0)
		die("pipe");
	timed_out = 0;
	begin = now();
	pid = vfork(); /* fork() would copy page tables into the measurement */
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (dup2(ends[1], STDOUT_FILENO) < 0)
			_exit(125);
		execvp(argv[0], argv);
		_exit(127);
	}
	if (pid < 0)
		die("vfork");
	child = pid;
	alarm(seconds);
	if (piped) {
		close(ends[1]);
		drain(ends[0]);
	}
	while (wait4(pid, &r.status, 0, &u) < 0)
		if (errno != EINTR)
			die("wait");
	r.wall = now() - begin;
	child = 0;
	alarm(0);
	r.cpu = micro(u.ru_utime) + micro(u.ru_stime);
	r.rss = u.ru_maxrss;
	return r;
}

/* printf would cost this program the smallness it exists for. */
static char *put(char *to, const char *s)
{
	size_t n = strlen(s);

	memcpy(to, s, n);
	return to + n;
}

static char *put_num(char *to, long long v, int digits)
{
	char d[24];
	int n = 0;

	do {
		d[n++] = (char)('0' + v % 10);
		v /= 10;
	} while (v || n < digits);
	while (n)
		*to++ = d[--n];
	return to;
}

static char *put_seconds(char *to, long long us)
{
	to = put(to, " ");
	to = put_num(to, us / 1000000, 1);
	to = put(to, ".");
	return put_num(to, us % 1000000, 6);
}

static void report(const char *name, struct run *r, int n)
{
	static char line[512];
	long long wall[MOST_TIMES];
	int shortest = 0, status = r[n - 1].status, i, j;
	long rss = 0;
	char *to;

	for (i = 0; i < n; i++) {
		if (r[i].wall < r[shortest].wall)
			shortest = i;
		if (r[i].rss > rss)
			rss = r[i].rss;
		for (j = i; j > 0 && wall[j - 1] > r[i].wall; j--)
			wall[j] = wall[j - 1];
		wall[j] = r[i].wall;
	}
	to = put(line, name);
	to = put_seconds(to, wall[0]);
	to = put_seconds(to, wall[n / 2]);
	to = put_seconds(to, r[shortest].cpu);
	to = put(to, " ");
	to = put_num(to, rss, 1);
	if (timed_out)
		to = put(to, " timeout");
	else if (WIFSIGNALED(status))
		to = put_num(put(to, " signal="), WTERMSIG(status), 1);
	else if (WEXITSTATUS(status))
		to = put_num(put(to, " status="), WEXITSTATUS(status), 1);
	else
		to = put(to, " ok");
	*to++ = '\n';
	if (write(STDOUT_FILENO, line, (size_t)(to - line)) < 0)
		_exit(125);
}

int main(int argc, char **argv)
{
	static struct run runs[MOST_TIMES];
	struct sigaction alarmed = { .sa_handler = on_alarm };
	long times = 1, seconds = 120;
	bool piped = false;
	int null, n, o;

	if (argc < 2)
		return 0;
	while ((o = getopt(argc, argv, "+n:t:p")) != -1) {
		if (o == 'n')
			times = strtol(optarg, NULL, 10);
		else if (o == 't')
			seconds = strtol(optarg, NULL, 10);
		else if (o == 'p')
			piped = true;
		else
			return 125;
	}
	null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (argc - optind < 2 || times < 1 || times > MOST_TIMES || seconds < 1 || null < 0 ||
		strlen(argv[optind]) > 100) {
		say("usage: peak [-n TIMES] [-t SECONDS] [-p] NAME COMMAND ARGS...\n");
		return 125;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigaction(SIGALRM, &alarmed, NULL);
	for (n = 0; n < times; n++) {
		runs[n] = once(argv + optind + 1, null, piped, (unsigned)seconds);
		if (runs[n].status || timed_out) {
			n++;
			break;
		}
	}
	report(argv[optind], runs, n);
	return 0;
}
