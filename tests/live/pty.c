/* pty - runs a program with its stdout on a terminal of any size, and copies what it writes there:
 * pty ROWS COLUMNS PROGRAM ARG... SIGINT goes to the program. */
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static volatile pid_t child;

static void forward(int signal)
{
	if (child > 0)
		kill(child, signal);
}

int main(int argc, char **argv)
{
	struct winsize size = { 0 };
	struct termios raw; /* a newline stays one byte */
	char buf[4096];
	int terminal, side, status;
	ssize_t n;

	if (argc < 4)
		return 99;
	size.ws_row = (unsigned short)atoi(argv[1]);
	size.ws_col = (unsigned short)atoi(argv[2]);
	if (openpty(&terminal, &side, NULL, NULL, &size) < 0 || tcgetattr(side, &raw) < 0) {
		perror("openpty");
		return 99;
	}
	cfmakeraw(&raw);
	tcsetattr(side, TCSANOW, &raw);
	signal(SIGINT, forward); /* also where a shell has it ignored */
	child = fork();
	if (child == 0) {
		dup2(side, STDOUT_FILENO);
		close(side);
		close(terminal);
		execvp(argv[3], argv + 3);
		perror(argv[3]);
		_exit(99);
	}
	close(side);
	/* Behind the last byte there is an error. */
	while ((n = read(terminal, buf, sizeof(buf))) > 0)
		if (write(STDOUT_FILENO, buf, (size_t)n) != n)
			return 99;
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return 99;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}
