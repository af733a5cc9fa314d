/* netns - --netns and --all-netns: the tables of other network namespaces. */
#include "netstat.h"

#include <errno.h>

int netstat_netns_find(const struct view *v, uint32_t pid, int *status)
{
	char name[FMT_U64 + 1];
	struct fmt f = fmt_open(name, sizeof(name) - 1);
	bool fits = true;
	int r = v->show & ALL_NETNS ? os_netns_load(&fits) : os_netns_enter_process(pid, v->netns);

	if (!fits) {
		*status = os_complain_of("--all-netns", PACKED("too many network namespaces"));
	}
	if (r < 0) {
		if (v->show & NETNS)
			fmt_dec(&f, pid);
		*f.at = 0;
		os_complain_file(name, -r);
	} else if (v->show & ALL_NETNS && !r && !os_interrupted()) {
		os_complain_of("--all-netns",
			PACKED("no process here shows its network namespace"));
		r = -1;
	}
	return r;
}

bool netstat_netns_stays(const struct view *v)
{
	bool there = v->show & NETNSES ? os_netns_is_there() : os_exists("net");

	if (there || v->show & ALL_NETNS)
		return true;
	os_complain_file("net", v->show & NETNS ? ESRCH : ENOENT);
	return false;
}

static void title(const struct view *v)
{
	const struct os_netns *n = v->netns;
	struct fmt *f = os_out();

	packed_fmt(f, PACKED("Network namespace of "));
	fmt_dec(f, n->pid);
	fmt_char(f, '/');
	fmt_text(f, n->name, n->name_len, SIZE_MAX);
	if (n->inode) {
		fmt_str(f, " (net:[");
		fmt_dec(f, n->inode);
		fmt_str(f, "])");
	}
	fmt_char(f, '\n');
}

int netstat_netns_each(const struct view *v, int count, int (*show)(const struct view *v))
{
	int status = STATUS_FINE;
	bool first = true;
	int i;

	if (!(v->show & ALL_NETNS))
		return show(v);
	for (i = 0; i < count && !os_interrupted(); i++) {
		/* One whose last process is gone meanwhile is gone, too. */
		if (!os_netns_enter((unsigned)i, v->netns))
			continue;
		if (v->show & TEXT && !(v->show & COLLECT)) {
			if (!first)
				fmt_char(os_out(), '\n');
			title(v);
			first = false;
		}
		status |= show(v);
	}
	return status;
}
