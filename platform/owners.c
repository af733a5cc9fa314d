/* owners - which process holds a socket: a walk over /proc/PID/fd into one table that grows. */
#include "platform/calls.h"
#include "platform/platform.h"

#include "core/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * The table is a row of cells, process by process:
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

enum {
	CELL = sizeof(union os_owner_cell),
	FIRST_CELLS = 64 * 1024,
	PAGE = 64 * 1024, /* bytes; no machine has larger ones that matter */
	AT_ONCE = 1024,	  /* cells of sockets that are reserved at once */
};

/* Makes room for `count` more cells. */
static int reserve(struct os_owners *o, size_t count)
{
	/* Pages of a variable move as those of a mapping do; before they are used they take nothing. */
	static char first[FIRST_CELLS * CELL + PAGE];
	size_t want;
	long cells;

	if (!o->capacity) {
		o->cells =
			(union os_owner_cell *)(((uintptr_t)first + PAGE - 1) & -(uintptr_t)PAGE);
		o->capacity = FIRST_CELLS;
	}
	want = o->capacity;
	while (want - o->used < count)
		want *= 2;
	if (want == o->capacity)
		return 0;
	if (want > UINT32_MAX)
		return -ENOMEM;
	cells = syscall(SYS_mremap, o->cells, (size_t)o->capacity * CELL, want * CELL,
		MREMAP_MAYMOVE);
	if (cells == -1)
		return -errno;
	o->cells = (union os_owner_cell *)cells;
	o->capacity = (uint32_t)want;
	return 0;
}

/* The sockets of one process, whose cell is at `process`. */
static int read_descriptors(struct os_owners *o, struct os_folder *d, uint32_t process)
{
	const char *name;
	char link[64];
	int r;

	while ((r = os_folder_next(d, &name)) > 0) {
		uint64_t inode;
		ssize_t n = os_readlinkat(d->fd, name, link, sizeof(link));

		if (n <= 0 || !proc_socket_inode(link, (size_t)n, &inode))
			continue;
		if (o->used == o->capacity) {
			r = reserve(o, AT_ONCE);
			if (r < 0)
				return r;
		}
		o->cells[o->used].socket.inode = inode;
		o->cells[o->used].socket.process = process;
		o->used++;
		o->cells[process].process.sockets++;
	}
	return 0;
}

/* The name goes behind the process's sockets. */
static int read_name(struct os_owners *o, const struct os_folder *processes, const char *pid,
	uint32_t process)
{
	char buf[OS_PROGRAM];
	const char *name;
	size_t len = os_process_name(processes, pid, buf, &name);
	int r = reserve(o, OS_PROGRAM / CELL);

	if (r < 0)
		return r;
	memcpy(o->cells[o->used].name, name, len);
	o->used += (uint32_t)((len + CELL - 1) / CELL);
	o->cells[process].process.name_len = (uint32_t)len;
	return 0;
}

static int read_process(struct os_owners *o, const struct os_folder *processes, const char *pid,
	uint32_t number)
{
	char path[32];
	struct fmt f = fmt_open(path, sizeof(path) - 1);
	struct os_folder descriptors;
	uint32_t process = o->used;
	int r;

	fmt_str(&f, pid);
	fmt_str(&f, "/fd");
	*f.at = 0;
	r = os_folder_open(&descriptors, processes->fd, path);
	if (r < 0) {
		if (r == -EACCES || r == -EPERM)
			o->refused = true;
		return r == -EMFILE || r == -ENFILE || r == -ENOMEM ? r : 0;
	}
	o->readable++;
	r = reserve(o, 1);
	if (r >= 0) {
		o->cells[o->used++].process = (__typeof__(o->cells->process)){ .pid = number };
		r = read_descriptors(o, &descriptors, process);
	}
	os_folder_close(&descriptors);
	if (r < 0)
		return r;
	if (!o->cells[process].process.sockets) {
		o->used = process;
		return 0;
	}
	o->sockets += o->cells[process].process.sockets;
	return read_name(o, processes, pid, process);
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
	struct os_folder processes;
	const char *name;
	uint32_t pid;
	int r = os_processes_open(&processes);

	o->used = o->sockets = o->readable = 0;
	o->refused = false;
	if (r < 0)
		return r;
	while ((r = os_processes_next(&processes, &name, &pid)) > 0) {
		r = read_process(o, &processes, name, pid);
		if (r < 0)
			break;
	}
	os_folder_close(&processes);
	return r < 0 ? r : build_chains(o);
}

uint32_t os_user_id(void)
{
	return geteuid();
}

/* The process whose cell is at `process`. */
static void tell(const struct os_owners *o, uint32_t process, struct os_owner *owner)
{
	const union os_owner_cell *p = &o->cells[process];

	owner->pid = p->process.pid;
	owner->process = process;
	owner->name = p[1 + p->process.sockets].name;
	owner->name_len = p->process.name_len;
}

bool os_owners_find(const struct os_owners *o, uint64_t inode, uint32_t above,
	struct os_owner *owner)
{
	uint32_t i, last = 0, process = 0, count = 0;

	if (!o->sockets || !inode)
		return false;
	/* The sockets of one process stand together in a chain. */
	for (i = *head(o, inode); i; i = o->cells[i].socket.next) {
		uint32_t holder = o->cells[i].socket.process;
		uint32_t pid = o->cells[holder].process.pid;

		if (o->cells[i].socket.inode != inode || pid <= above || (count && holder == last))
			continue;
		last = holder;
		if (!count++ || pid < o->cells[process].process.pid)
			process = holder;
	}
	if (!count)
		return false;
	tell(o, process, owner);
	owner->others = count - 1;
	return true;
}

void os_owners_get(const struct os_owners *o, uint32_t process, struct os_owner *owner)
{
	tell(o, process, owner);
	owner->others = 0;
}
