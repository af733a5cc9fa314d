/* install - links to this program. */
#include "platform/calls.h"
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int self_path(char path[OS_PATH], const char *self)
{
	ssize_t n = os_readlinkat(AT_FDCWD, "/proc/self/exe", path, OS_PATH - 1);

	if (n < 0) {
		n = (ssize_t)strlen(self);
		if (*self != '/' || n >= OS_PATH)
			return -ENOENT;
		memcpy(path, self, (size_t)n);
	}
	path[n] = 0;
	return 0;
}

/* The link that is wanted, made before. */
static bool is_there(int dir, const char *name, const char *target)
{
	struct os_file link, program;

	return os_file_look(dir, name, true, &link) &&
	       os_file_look(AT_FDCWD, target, true, &program) && link.device == program.device &&
	       link.inode == program.inode;
}

int os_link_self(const char *dir, const char *name, bool symbolic, const char *self)
{
	char target[OS_PATH];
	int r = self_path(target, self);
	int fd;

	if (r < 0)
		return r;
	fd = os_openat(AT_FDCWD, dir, O_RDONLY | O_DIRECTORY);
	if (fd < 0)
		return -errno;
	r = symbolic ? symlinkat(target, fd, name) : linkat(AT_FDCWD, target, fd, name, 0);
	if (r < 0) {
		r = -errno;
		if (r == -EEXIST && is_there(fd, name, target))
			r = 0;
	}
	close(fd);
	return r;
}
