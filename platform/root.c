/* root - the folder that stands for /proc. */
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const char *root = "/proc";
static bool live = true;

int os_set_root(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY);

	if (fd < 0)
		return -errno;
	close(fd);
	root = dir;
	live = false;
	return 0;
}

bool os_root_is_live(void)
{
	return live;
}

int os_path(char path[OS_PATH], const char *name)
{
	size_t len = strlen(root), more = strlen(name);

	if (len + 1 + more + 1 > OS_PATH)
		return -ENAMETOOLONG;
	memcpy(path, root, len);
	if (more && len && path[len - 1] != '/')
		path[len++] = '/';
	memcpy(path + len, name, more + 1);
	return 0;
}

bool os_exists(const char *name)
{
	char path[OS_PATH];

	return os_path(path, name) >= 0 && access(path, F_OK) == 0;
}

void os_complain_file(const char *name, int error)
{
	char path[OS_PATH];

	os_complain(os_path(path, name) < 0 ? name : path, error);
}
