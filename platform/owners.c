/* owners - which process holds a socket: a walk over /proc/PID/fd into one growing mapping. */
#include "platform/platform.h"

#include "core/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * The mapping is a row of cells, process by process:
 *
 *	process	its sockets, one cell each	its name, in as many cells as it needs
 *
 * Behind the last one stand the heads of the hash chains, which are built when all is read.
 */
union os_owner_cell {
	struct {
		uint32_t pid;
		uint32_t sockets;
		uint32_t name_len;
	} process;
	struct {
		uint64_t inode;
		uint32_t process; /* index of its cell */
		uint32_t next;	  /* index of the next cell of the chain; 0, a process's, ends it */
	} socket;
	char name[16];
};

/* struct linux_dirent64, getdents(2) */
struct entry {
	uint64_t inode;
	int64_t offset;
	uint16_t len; /* of the entry */
	uint8_t type;
	char name[];
};

enum {
	CELL = sizeof(union os_owner_cell),
	FIRST_CELLS = 64 * 1024,
	DIR_BUF = 16 * 1024,
	DIR_ENTRY = 24, /* bytes of the shortest entry */
};

/* Makes room for `count` more cells. */
static int reserve(struct os_owners *o, size_t count)
{
	size_t want = o->capacity ? o->capacity : FIRST_CELLS;
	void *cells;

	if (o->capacity - o->used >= count)
		return 0;
	while (want - o->used < count)
		want *= 2;
	if (want > UINT32_MAX)
		return -ENOMEM;
	if (o->capacity)
		cells = mremap(o->cells, (size_t)o->capacity * CELL, want * CELL, MREMAP_MAYMOVE);
	else
		cells = mmap(NULL, want * CELL, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			-1, 0);
	if (cells == MAP_FAILED)
		return -errno;
	o->cells = cells;
	o->capacity = (uint32_t)want;
	return 0;
}

/* Bytes of entries that were read, 0 at the end of the folder, -1 and errno. */
static int read_dir(int fd, char buf[DIR_BUF])
{
	return (int)syscall(SYS_getdents64, fd, buf, DIR_BUF);
}

/* The sockets of one process, whose cell is at `process`. */
static int read_descriptors(struct os_owners *o, int fd, uint32_t process)
{
	char link[64], buf[DIR_BUF] __attribute__((aligned(8)));
	int len, at;

	while ((len = read_dir(fd, buf)) > 0) {
		int r = reserve(o, DIR_BUF / DIR_ENTRY);

		if (r < 0)
			return r;
		for (at = 0; at < len;) {
			const struct entry *entry = (const struct entry *)(buf + at);
			uint64_t inode;
			ssize_t n;

			at += entry->len;
			if (entry->name[0] == '.')
				continue;
			n = readlinkat(fd, entry->name, link, sizeof(link));
			if (n <= 0 || !proc_socket_inode(link, (size_t)n, &inode))
				continue;
			o->cells[o->used].socket.inode = inode;
			o->cells[o->used].socket.process = process;
			o->used++;
			o->cells[process].process.sockets++;
		}
	}
	return 0;
}

static size_t read_file(int dir, const char *pid, const char *name, char *buf, size_t size)
{
	char path[32];
	struct fmt f = fmt_open(path, sizeof(path) - 1);
	ssize_t n;
	int fd;

	fmt_str(&f, pid);
	fmt_str(&f, name);
	*f.at = 0;
	fd = openat(dir, path, O_RDONLY);
	if (fd < 0)
		return 0;
	n = read(fd, buf, size);
	close(fd);
	return n > 0 ? (size_t)n : 0;
}

/* The name goes behind the process's sockets. A kernel thread has no cmdline, an old kernel no comm. */
static int read_name(struct os_owners *o, int dir, const char *pid, uint32_t process)
{
	char buf[OS_PROGRAM];
	const char *name;
	size_t len = read_file(dir, pid, "/cmdline", buf, sizeof(buf));
	int r = reserve(o, OS_PROGRAM / CELL);

	if (r < 0)
		return r;
	len = proc_cmdline_name(buf, len, &name);
	if (!len && name == buf) {
		len = read_file(dir, pid, "/comm", buf, sizeof(buf));
		if (len && buf[len - 1] == '\n')
			len--;
		if (!len)
			len = proc_stat_name(buf, read_file(dir, pid, "/stat", buf, sizeof(buf)),
				&name);
	}
	memcpy(o->cells[o->used].name, name, len);
	o->used += (uint32_t)((len + CELL - 1) / CELL);
	o->cells[process].process.name_len = (uint32_t)len;
	return 0;
}

static int read_process(struct os_owners *o, int dir, const char *pid, uint32_t number)
{
	char path[32];
	struct fmt f = fmt_open(path, sizeof(path) - 1);
	uint32_t process = o->used;
	int fd, r;

	fmt_str(&f, pid);
	fmt_str(&f, "/fd");
	*f.at = 0;
	fd = openat(dir, path, O_RDONLY | O_DIRECTORY);
	if (fd < 0) {
		if (errno == EACCES || errno == EPERM)
			o->refused = true;
		return errno == EMFILE || errno == ENFILE || errno == ENOMEM ? -errno : 0;
	}
	o->readable++;
	r = reserve(o, 1);
	if (r >= 0) {
		o->cells[o->used++].process = (__typeof__(o->cells->process)){ .pid = number };
		r = read_descriptors(o, fd, process);
	}
	close(fd);
	if (r < 0)
		return r;
	if (!o->cells[process].process.sockets) {
		o->used = process;
		return 0;
	}
	o->sockets += o->cells[process].process.sockets;
	return read_name(o, dir, pid, process);
}

/* Inodes are numbers in a row; multiplying spreads them best over the highest bits. */
static uint32_t *head(const struct os_owners *o, uint64_t inode)
{
	uint32_t *heads = (uint32_t *)(o->cells + o->used);

	return &heads[inode * UINT64_C(0x9e3779b97f4a7c15) >> o->shift];
}

static int build_chains(struct os_owners *o)
{
	uint32_t count = 2, i, s;
	int r;

	for (o->shift = 63; count < o->sockets / 2; o->shift--)
		count *= 2;
	r = reserve(o, count * sizeof(uint32_t) / CELL + 1);
	if (r < 0)
		return r;
	memset(o->cells + o->used, 0, count * sizeof(uint32_t));
	for (i = 0; i < o->used;) {
		uint32_t sockets = o->cells[i].process.sockets;
		uint32_t name = (o->cells[i].process.name_len + CELL - 1) / CELL;

		for (s = i + 1; s <= i + sockets; s++) {
			uint32_t *first = head(o, o->cells[s].socket.inode);

			/* A descriptor that is a duplicate tells nothing new. */
			if (*first && o->cells[*first].socket.inode == o->cells[s].socket.inode &&
				o->cells[*first].socket.process == i)
				continue;
			o->cells[s].socket.next = *first;
			*first = s;
		}
		i += 1 + sockets + name;
	}
	return 0;
}

int os_owners_load(struct os_owners *o)
{
	char path[OS_PATH], buf[DIR_BUF] __attribute__((aligned(8)));
	int dir, len = 0, at, r;

	o->used = o->sockets = o->readable = 0;
	o->refused = false;
	r = os_path(path, "");
	if (r < 0)
		return r;
	dir = open(path, O_RDONLY | O_DIRECTORY);
	if (dir < 0)
		return -errno;
	while (r >= 0 && (len = read_dir(dir, buf)) > 0)
		for (at = 0; r >= 0 && at < len;) {
			const struct entry *entry = (const struct entry *)(buf + at);
			uint32_t pid;

			at += entry->len;
			if (proc_pid(entry->name, strlen(entry->name), &pid))
				r = read_process(o, dir, entry->name, pid);
		}
	if (r >= 0 && len < 0)
		r = -errno;
	close(dir);
	return r < 0 ? r : build_chains(o);
}

uint32_t os_user_id(void)
{
	return geteuid();
}

bool os_owners_find(const struct os_owners *o, uint64_t inode, struct os_owner *owner)
{
	uint32_t i, last = 0, process = 0, count = 0;
	const union os_owner_cell *p;

	if (!o->sockets || !inode)
		return false;
	/* The sockets of one process stand together in a chain. */
	for (i = *head(o, inode); i; i = o->cells[i].socket.next) {
		uint32_t holder = o->cells[i].socket.process;

		if (o->cells[i].socket.inode != inode || (count && holder == last))
			continue;
		last = holder;
		if (!count++ || o->cells[holder].process.pid < o->cells[process].process.pid)
			process = holder;
	}
	if (!count)
		return false;
	p = &o->cells[process];
	owner->pid = p->process.pid;
	owner->others = count - 1;
	owner->name = p[1 + p->process.sockets].name;
	owner->name_len = p->process.name_len;
	return true;
}
