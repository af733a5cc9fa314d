/* netns - the network namespaces that the processes below the proc root live in. */
#include "core/applet.h"
#include "core/proc.h"
#include "platform/calls.h"
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
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
static bool identify(uint32_t pid, struct identity *is)
{
	char name[32], path[OS_PATH], link[64];
	struct fmt f = fmt_open(name, sizeof(name) - 1);
	struct os_file file;
	char *end;
	ssize_t n;

	*is = (struct identity){ 0 };
	errno = ENAMETOOLONG;
	fmt_dec(&f, pid);
	end = f.at;
	fmt_str(&f, "/ns/net");
	*f.at = 0;
	if (os_path(path, name) >= 0) {
		n = os_readlinkat(AT_FDCWD, path, link, sizeof(link));
		if (n <= 0 || !proc_netns_inode(link, (size_t)n, &is->inode))
			is->inode = 0;
	}
	f.at = end;
	fmt_str(&f, "/net/tcp");
	*f.at = 0;
	if (os_path(path, name) >= 0 && os_file_look(AT_FDCWD, path, true, &file))
		is->table = file.inode;
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
		if (identify(pid, &is))
			*fits = note(&is, pid);
	os_folder_close(&processes);
	sort();
	return r < 0 ? r : (int)count;
}

/* Whether this process lives in a namespace that we know. */
static bool lives(uint32_t pid, unsigned i)
{
	struct identity is;

	return identify(pid, &is) && same(&found[i].is, &is);
}

/* Any process that lives in it, if the one we know is gone. */
static bool find_process(unsigned i)
{
	struct os_folder processes;
	const char *name = NULL;
	uint32_t pid;
	bool alive = lives(found[i].pid, i);

	if (alive || os_processes_open(&processes) < 0)
		return alive;
	while (!alive && os_processes_next(&processes, &name, &pid) > 0) {
		alive = lives(pid, i);
		if (alive)
			found[i].pid = pid;
	}
	os_folder_close(&processes);
	return alive;
}

/* Whether another process of the current namespace has taken the place of one that has ended. */
static bool moved(void)
{
	uint32_t pid = found[current].pid;

	find_process(current);
	if (found[current].pid == pid)
		return false;
	os_use_netns(found[current].pid, moved);
	return true;
}

bool os_netns_is_there(void)
{
	const struct identity *is = &found[current].is;

	if (!is->inode && !is->table)
		return os_exists("net");
	return lives(found[current].pid, current) || moved();
}

static int enter(unsigned i, struct os_netns *n)
{
	struct os_folder processes;
	char pid[FMT_U64 + 1];
	struct fmt f = fmt_open(pid, sizeof(pid) - 1);
	int r = os_processes_open(&processes);

	if (r < 0)
		return r;
	n->inode = found[i].is.inode;
	n->pid = found[i].pid;
	fmt_dec(&f, n->pid);
	*f.at = 0;
	n->name_len = os_process_name(&processes, pid, n->buf, &n->name);
	os_folder_close(&processes);
	current = i;
	os_use_netns(n->pid, moved);
	return 0;
}

bool os_netns_enter(unsigned i, struct os_netns *n)
{
	return find_process(i) && enter(i, n) >= 0;
}

int os_netns_enter_process(uint32_t pid, struct os_netns *n)
{
	int r, gone;

	found[0].pid = pid;
	gone = identify(pid, &found[0].is) ? 0 : -errno;
	r = enter(0, n);
	if (r < 0)
		return r;
	/* A saved copy may lack a table. */
	if (gone == -ENOENT)
		gone = os_exists("net/udp") || os_exists("net/unix") ? 0 : -ESRCH;
	if (gone < 0)
		n->pid = 0;
	return gone;
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
	os_complain_of(path, sure ? PACKED("no process seen here lives in this network namespace, "
					   "it is out of sight")
				  : PACKED("out of sight, if no process seen here lives in this "
					   "network namespace"));
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
