/* processes - the processes below the proc root, and their names. */
#include "core/proc.h"
#include "platform/calls.h"
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* struct linux_dirent64, getdents(2) */
struct entry {
	uint64_t inode;
	int64_t offset;
	uint16_t len; /* of the entry */
	uint8_t type;
	char name[];
};

int os_folder_open(struct os_folder *d, int at, const char *path)
{
	d->fd = os_openat(at, path, O_RDONLY | O_DIRECTORY);
	d->at = d->len = 0;
	return d->fd < 0 ? -errno : 0;
}

int os_folder_next(struct os_folder *d, const char **name)
{
	const struct entry *entry;

	do {
		if (d->at == d->len) {
			d->at = 0;
			d->len = (int)syscall(SYS_getdents64, d->fd, d->buf, sizeof(d->buf));
			if (d->len < 0) {
				d->len = 0;
				return -errno;
			}
			if (!d->len)
				return 0;
		}
		entry = (const struct entry *)(d->buf + d->at);
		d->at += entry->len;
	} while (entry->name[0] == '.');
	*name = entry->name;
	return 1;
}

void os_folder_close(struct os_folder *d)
{
	close(d->fd);
}

int os_processes_open(struct os_folder *d)
{
	char path[OS_PATH];
	int r = os_path(path, "");

	return r < 0 ? r : os_folder_open(d, AT_FDCWD, path);
}

int os_processes_next(struct os_folder *d, const char **name, uint32_t *pid)
{
	int r;

	while ((r = os_interrupted() ? 0 : os_folder_next(d, name)) > 0)
		if (proc_pid(*name, strlen(*name), pid))
			break;
	return r;
}

static size_t read_file(int dir, const char *pid, const char *name, char buf[OS_PROGRAM])
{
	char path[32];
	struct fmt f = fmt_open(path, sizeof(path) - 1);
	ssize_t n;
	int fd;

	fmt_str(&f, pid);
	fmt_str(&f, name);
	*f.at = 0;
	fd = os_openat(dir, path, O_RDONLY | O_NONBLOCK);
	if (fd < 0)
		return 0;
	n = read(fd, buf, OS_PROGRAM);
	close(fd);
	return n > 0 ? (size_t)n : 0;
}

/* A kernel thread has no cmdline, an old kernel no comm. */
size_t os_process_name(const struct os_folder *d, const char *pid, char buf[OS_PROGRAM],
	const char **name)
{
	size_t len = proc_cmdline_name(buf, read_file(d->fd, pid, "/cmdline", buf), name);

	if (len || *name != buf)
		return len;
	len = read_file(d->fd, pid, "/comm", buf);
	if (len && buf[len - 1] == '\n')
		len--;
	return len ? len : proc_stat_name(buf, read_file(d->fd, pid, "/stat", buf), name);
}
