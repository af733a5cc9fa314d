/* root - the folder that stands for /proc. */
#include "platform/calls.h"
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *root = "/proc";
static bool live = true;
static bool (*netns_moved)(void);
static char netns[FMT_U64 + 2]; /* `123/`: whose net/ is read */

int os_set_root(const char *dir)
{
	int fd = os_openat(AT_FDCWD, dir, O_RDONLY | O_DIRECTORY);

	if (fd < 0)
		return -errno;
	close(fd);
	root = dir;
	live = false;
	return 0;
}

bool os_root_is_live(void)
{
	return live && !*netns;
}

bool os_root_is_proc(void)
{
	return live;
}

/* libc's own functions are half a KB, which goes into older kernels' ways. */
bool os_file_look(int at, const char *path, bool follow, struct os_file *f)
{
	enum {
		INODE_AND_SIZE = 0x300,
		INODE = 4,
		SIZE = 5,
		DEVICE = 17
	};
	uint64_t statx[32]; /* struct statx of include/uapi/linux/stat.h */

	if (syscall(SYS_statx, at, path, follow ? 0 : AT_SYMLINK_NOFOLLOW, INODE_AND_SIZE, statx) <
		0)
		return false;
	f->inode = statx[INODE];
	f->size = statx[SIZE];
	f->device = statx[DEVICE];
	return true;
}

/* There /proc/self is another number for us. A copy of the link has a size, the kernel's has none. */
bool os_root_is_foreign(void)
{
	char path[OS_PATH], self[FMT_U64], link[FMT_U64];
	struct fmt f = fmt_open(self, sizeof(self));
	struct os_file file;
	ssize_t n;

	if (os_path(path, "self") < 0 || !os_file_look(AT_FDCWD, path, false, &file) ||
		file.size != 0)
		return false;
	fmt_dec(&f, (uint64_t)getpid());
	n = os_readlinkat(AT_FDCWD, path, link, sizeof(link));
	return n != f.at - self || memcmp(link, self, (size_t)n) != 0;
}

void os_use_netns(uint32_t pid, bool (*moved)(void))
{
	netns_moved = moved;
	struct fmt f = fmt_open(netns, sizeof(netns) - 1);

	if (pid) {
		fmt_dec(&f, pid);
		fmt_char(&f, '/');
	}
	*f.at = 0;
}

bool os_netns_moved(void)
{
	return *netns && netns_moved();
}

int os_path(char path[OS_PATH], const char *name)
{
	struct fmt f = fmt_open(path, OS_PATH - 1);

	fmt_str(&f, root);
	if (*name && f.at > path && f.at[-1] != '/')
		fmt_char(&f, '/');
	if (strcmp(name, "net") == 0 || (strlen(name) > 4 && memcmp(name, "net/", 4) == 0))
		fmt_str(&f, netns);
	fmt_str(&f, name);
	*f.at = 0;
	return f.cut ? -ENAMETOOLONG : 0;
}

bool os_exists(const char *name)
{
	char path[OS_PATH];

	return os_path(path, name) >= 0 && access(path, F_OK) == 0;
}

int os_complain_file(const char *name, int error)
{
	char path[OS_PATH];

	return os_complain(os_path(path, name) < 0 ? name : path, error);
}
