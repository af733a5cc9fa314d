/* netns - the network namespaces that the processes below the proc root live in. */
#include "core/applet.h"
#include "core/proc.h"
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What tells a namespace from others; 0: not known. */
struct identity {
	uint64_t inode; /* its own: only who may trace a process may read it */
	uint64_t table; /* that of its net/tcp, which anybody may ask for */
};

static struct {
	struct identity is;
	uint32_t pid; /* the first process seen in it */
} found[OS_NETNS];
static unsigned count;
static unsigned current; /* the one that net/ is of */

static bool same(const struct identity *a, const struct identity *b)
{
	if (a->inode && b->inode)
		return a->inode == b->inode;
	return a->table && a->table == b->table;
}

/* False, and errno, for a process that is gone, or that lives in none any more. */
static bool identify(int dir, uint32_t pid, struct identity *is)
{
	char path[32], link[64];
	struct fmt f = fmt_open(path, sizeof(path) - 1);
	struct stat st;
	char *end;
	ssize_t n;

	fmt_dec(&f, pid);
	end = f.at;
	fmt_str(&f, "/ns/net");
	*f.at = 0;
	n = readlinkat(dir, path, link, sizeof(link));
	if (n <= 0 || !proc_netns_inode(link, (size_t)n, &is->inode))
		is->inode = 0;
	f.at = end;
	fmt_str(&f, "/net/tcp");
	*f.at = 0;
	is->table = fstatat(dir, path, &st, 0) == 0 ? st.st_ino : 0;
	return is->inode || is->table;
}

/* Notes a process's namespace; false when the table is full. */
static bool note(const struct identity *is, uint32_t pid)
{
	unsigned i;

	for (i = 0; i < count; i++)
		if (same(&found[i].is, is)) {
			if (!found[i].is.inode)
				found[i].is.inode = is->inode;
			/* A saved copy lists them anyhow, and not every process has a net/. */
			if (is->table && (!found[i].is.table || pid < found[i].pid)) {
				found[i].is.table = is->table;
				found[i].pid = pid;
			}
			return true;
		}
	if (count == OS_NETNS)
		return false;
	found[count].is = *is;
	found[count++].pid = pid;
	return true;
}

/* By the numbers of their processes, as a live /proc lists them. */
static void sort(void)
{
	unsigned i, k;

	for (i = 1; i < count; i++)
		for (k = i; k && found[k - 1].pid > found[k].pid; k--) {
			__typeof__(*found) other = found[k];

			found[k] = found[k - 1];
			found[k - 1] = other;
		}
}

int os_netns_load(bool *fits)
{
	struct os_folder processes;
	struct identity is;
	const char *name;
	uint32_t pid;
	int r = os_processes_open(&processes);

	count = 0;
	*fits = true;
	if (r < 0)
		return r;
	while (*fits && (r = os_processes_next(&processes, &name, &pid)) > 0)
		if (identify(processes.fd, pid, &is))
			*fits = note(&is, pid);
	os_folder_close(&processes);
	sort();
	return r < 0 ? r : (int)count;
}

/* Whether the process that we know still lives there. */
static bool lives(const struct os_folder *processes, unsigned i)
{
	struct identity is;

	return identify(processes->fd, found[i].pid, &is) && same(&found[i].is, &is);
}

/* Any process that lives in it, if the one we know is gone. */
static bool find_process(const struct os_folder *processes, unsigned i)
{
	struct os_folder again;
	struct identity is;
	const char *name;
	uint32_t pid;
	bool alive = lives(processes, i);

	if (alive || os_processes_open(&again) < 0)
		return alive;
	while (!alive && os_processes_next(&again, &name, &pid) > 0) {
		alive = identify(again.fd, pid, &is) && same(&found[i].is, &is);
		if (alive)
			found[i].pid = pid;
	}
	os_folder_close(&again);
	return alive;
}

/* Whether another process of the current namespace has taken the place of one that has ended. */
static bool moved(void)
{
	struct os_folder processes;
	uint32_t pid = found[current].pid;

	if (os_processes_open(&processes) < 0)
		return false;
	find_process(&processes, current);
	os_folder_close(&processes);
	if (found[current].pid == pid)
		return false;
	os_use_netns(found[current].pid, moved);
	return true;
}

bool os_netns_is_there(void)
{
	const struct identity *is = &found[current].is;
	struct os_folder processes;
	bool there;

	if ((!is->inode && !is->table) || os_processes_open(&processes) < 0)
		return os_exists("net");
	there = lives(&processes, current);
	os_folder_close(&processes);
	return there || moved();
}

static void enter(const struct os_folder *processes, unsigned i, struct os_netns *n)
{
	char pid[FMT_U64 + 1];
	struct fmt f = fmt_open(pid, sizeof(pid) - 1);

	n->inode = found[i].is.inode;
	n->pid = found[i].pid;
	fmt_dec(&f, n->pid);
	*f.at = 0;
	n->name_len = os_process_name(processes, pid, n->buf, &n->name);
	current = i;
	os_use_netns(n->pid, moved);
}

bool os_netns_enter(unsigned i, struct os_netns *n)
{
	struct os_folder processes;
	bool alive = os_processes_open(&processes) >= 0;

	if (!alive)
		return false;
	alive = find_process(&processes, i);
	if (alive)
		enter(&processes, i, n);
	os_folder_close(&processes);
	return alive;
}

int os_netns_enter_process(uint32_t pid, struct os_netns *n)
{
	struct os_folder processes;
	int r = os_processes_open(&processes);

	if (r < 0)
		return r;
	current = 0;
	found[0].pid = pid;
	r = identify(processes.fd, pid, &found[0].is) ? 0 : -errno;
	enter(&processes, 0, n);
	os_folder_close(&processes);
	/* A saved copy may lack a table. */
	if (r == -ENOENT)
		r = os_exists("net/udp") || os_exists("net/unix") ? 0 : -ESRCH;
	if (r < 0)
		n->pid = 0;
	return r;
}

static void complain_of_mount(const struct proc_mount *m, bool sure)
{
	char path[OS_PATH];
	struct fmt f = fmt_open(path, sizeof(path) - 1);
	size_t i;

	for (i = 0; i < m->point_len; i++) {
		const char *p = m->point + i;

		/* The kernel writes a blank as \040. */
		if (*p == '\\' && m->point_len - i > 3) {
			fmt_char(&f, (char)(p[1] << 6 | (p[2] & 7) << 3 | (p[3] & 7)));
			i += 3;
		} else {
			fmt_char(&f, *p);
		}
	}
	*f.at = 0;
	os_complain_of(path,
		sure ? "no process seen here lives in this network namespace, it is out of sight"
		     : "out of sight, if no process seen here lives in this network namespace");
}

void os_netns_complain_of_hidden(void)
{
	struct os_lines in;
	struct proc_mount m;
	bool sure = true;
	unsigned i, known = count;

	if (os_lines_open(&in, os_root_is_proc() ? "self/mountinfo" : "1/mountinfo") < 0)
		return;
	for (i = 0; i < count; i++)
		sure = sure && found[i].is.inode;
	while (os_lines_next(&in) > 0) {
		struct identity is = { 0 };

		if (!proc_netns_mount(&m, in.line, in.len))
			continue;
		is.inode = m.inode;
		for (i = 0; i < count && !same(&found[i].is, &is); i++)
			;
		if (i < count || !note(&is, 0))
			continue;
		complain_of_mount(&m, sure);
	}
	count = known;
	os_lines_close(&in, 0);
}
