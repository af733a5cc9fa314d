/* proc - socket and namespace links, mounts, folder names, cmdline and stat of a process. */
#include "core/proc.h"

#include "unit.h"

static const struct link_row {
	const char *name; /* the link itself */
	bool socket;
	uint64_t inode;
} links[] = {
	{ "socket:[5711]", true, 5711 },
	{ "socket:[0]", true, 0 },
	{ "socket:[4261696987]", true, 4261696987 },
	{ "socket:[18446744073709551615]", true, UINT64_MAX },
	{ "socket:[18446744073709551616]", false, 0 },
	{ "[0000]:5711", true, 5711 },
	{ "[0000]:18446744073709551616", false, 0 },
	{ "[0000]:", false, 0 },
	{ "[0000]:57a", false, 0 },
	{ "[0001]:5711", false, 0 },
	{ "socket:[]", false, 0 },
	{ "socket:[", false, 0 },
	{ "socket:[5711", false, 0 },
	{ "socket:[5711] ", false, 0 },
	{ "socket:[5711]]", false, 0 },
	{ "socket:[ 5711]", false, 0 },
	{ "socket:[-1]", false, 0 },
	{ "socket:[5711x]", false, 0 },
	{ "socket:5711", false, 0 },
	{ "pipe:[5711]", false, 0 },
	{ "anon_inode:[eventfd]", false, 0 },
	{ "/tmp/socket:[5711]", false, 0 },
	{ "socket:[5711] (deleted)", false, 0 },
	{ "/dev/null", false, 0 },
	{ "", false, 0 },
};

static void check_link(void **state)
{
	const struct link_row *r = *state;
	char *link = exact(r->name, strlen(r->name));
	uint64_t inode = 0;

	assert_int_equal(proc_socket_inode(link, strlen(r->name), &inode), r->socket);
	if (r->socket)
		assert_true(inode == r->inode);
	free(link);
}

static void link_is_sane(const void *data, const char *link, size_t len)
{
	char text[40], expected[40];
	uint64_t inode;

	(void)data;
	if (!proc_socket_inode(link, len, &inode))
		return;
	/* What was accepted is exactly what the kernel would have written, zeros in front aside. */
	assert_true(len < sizeof(text));
	memcpy(text, link, len);
	text[len] = 0;
	snprintf(expected, sizeof(expected), *link == '[' ? "[0000]:%0*ju" : "socket:[%0*ju]",
		(int)(len - (*link == '[' ? 7 : 9)), (uintmax_t)inode);
	assert_string_equal(text, expected);
}

static void prefixes_and_changes_of_links(void **state)
{
	(void)state;
	every_prefix("socket:[4261696987]", 19, link_is_sane, NULL);
	every_change("socket:[4261696987]", 19, link_is_sane, NULL);
	every_prefix("[0000]:5711", 11, link_is_sane, NULL);
	every_change("[0000]:5711", 11, link_is_sane, NULL);
}

static const struct netns_row {
	const char *name; /* the link itself */
	bool netns;
	uint64_t inode;
} netns_links[] = {
	{ "net:[4026531840]", true, 4026531840 },
	{ "net:[4026532281]", true, 4026532281 },
	{ "net:[0]", true, 0 },
	{ "net:[18446744073709551615]", true, UINT64_MAX },
	{ "net:[18446744073709551616]", false, 0 },
	{ "net:[]", false, 0 },
	{ "net:[", false, 0 },
	{ "net:", false, 0 },
	{ "net:[4026531840", false, 0 },
	{ "net:4026531840", false, 0 },
	{ "net:[4026531840] ", false, 0 },
	{ "net:[4026531840]]", false, 0 },
	{ "net:[4026531840] (deleted)", false, 0 },
	{ "net:[ 4026531840]", false, 0 },
	{ "net:[-1]", false, 0 },
	{ "net:[0x10]", false, 0 },
	{ " net:[4026531840]", false, 0 },
	{ "Net:[4026531840]", false, 0 },
	{ "inet:[4026531840]", false, 0 },
	{ "mnt:[4026531840]", false, 0 },
	{ "uts:[4026531838]", false, 0 },
	{ "socket:[5711]", false, 0 },
	{ "/proc/1/ns/net:[4026531840]", false, 0 },
	{ "", false, 0 },
};

static void check_netns(void **state)
{
	const struct netns_row *r = *state;
	char *link = exact(r->name, strlen(r->name));
	uint64_t inode = 0;

	assert_int_equal(proc_netns_inode(link, strlen(r->name), &inode), r->netns);
	if (r->netns)
		assert_true(inode == r->inode);
	free(link);
}

static void netns_is_sane(const void *data, const char *link, size_t len)
{
	char text[40], expected[40];
	uint64_t inode;

	(void)data;
	if (!proc_netns_inode(link, len, &inode))
		return;
	/* As above: what the kernel would have written, zeros in front aside. */
	assert_true(len < sizeof(text));
	memcpy(text, link, len);
	text[len] = 0;
	snprintf(expected, sizeof(expected), "net:[%0*ju]", (int)(len - 6), (uintmax_t)inode);
	assert_string_equal(text, expected);
}

static void prefixes_and_changes_of_netns(void **state)
{
	(void)state;
	every_prefix("net:[4026531840]", 16, netns_is_sane, NULL);
	every_change("net:[4026531840]", 16, netns_is_sane, NULL);
	every_change("net:[18446744073709551615]", 26, netns_is_sane, NULL);
}

static const struct mount_row {
	const char *name;
	const char *line;
	uint64_t inode;
	const char *point; /* NULL: it mounts no network namespace */
} mounts[] = {
	{ "of Linux 6.18, ip netns add blue",
		"136 135 0:4 net:[4026534210] /run/netns/blue rw shared:3 - nsfs nsfs rw",
		4026534210, "/run/netns/blue" },
	{ "of Linux 6.18, ip netns add 'a b'",
		"137 135 0:4 net:[4026534279] /run/netns/a\\040b rw shared:4 - nsfs nsfs rw",
		4026534279, "/run/netns/a\\040b" },
	{ "of Linux 6.18, bound by hand, private",
		"87 66 0:4 net:[4026531833] /tmp/ns\\040y rw - nsfs nsfs rw", 4026531833,
		"/tmp/ns\\040y" },
	{ "of Linux 6.18, another namespace's",
		"88 66 0:4 uts:[4026531838] /tmp/nsx rw - nsfs nsfs rw", 0, NULL },
	{ "of Linux 6.18, a folder called netns",
		"86 66 254:0 /run/netns /run/netns rw,relatime - ext4 /dev/vda "
		"rw,discard,resv_strict",
		0, NULL },
	{ "of Linux 6.18, devpts",
		"84 81 0:24 / /dev/pts rw,relatime - devpts devpts rw,mode=600,ptmxmode=000", 0,
		NULL },
	/* Our own. */
	{ "no optional field", "512 24 0:4 net:[4026532281] /run/netns/a rw - nsfs nsfs rw",
		4026532281, "/run/netns/a" },
	{ "several optional fields",
		"512 24 0:4 net:[4026532281] /run/netns/a rw,relatime shared:5 master:2 "
		"propagate_from:1 - nsfs nsfs rw",
		4026532281, "/run/netns/a" },
	{ "the fs type of Linux before 3.19",
		"512 24 0:3 net:[4026532281] /run/netns/a rw,nosuid - proc proc rw", 4026532281,
		"/run/netns/a" },
	{ "a device with a large minor",
		"512 24 0:1048575 net:[4026532281] /run/netns/a rw - nsfs nsfs rw", 4026532281,
		"/run/netns/a" },
	{ "tab, newline and backslash in its name",
		"512 24 0:4 net:[4026532281] /run/netns/a\\011b\\012c\\134d rw - nsfs nsfs rw",
		4026532281, "/run/netns/a\\011b\\012c\\134d" },
	{ "a name that a terminal obeys",
		"512 24 0:4 net:[4026532281] /run/netns/\x1b[2J\xff rw - nsfs nsfs rw", 4026532281,
		"/run/netns/\x1b[2J\xff" },
	{ "a name that was removed",
		"512 24 0:4 net:[4026532281] /run/netns/a//deleted rw - nsfs nsfs rw", 4026532281,
		"/run/netns/a//deleted" },
	{ "a name that looks like a namespace",
		"512 24 0:4 net:[4026532281] /net:[1] rw - nsfs nsfs rw", 4026532281, "/net:[1]" },
	{ "the namespace itself is a name", "512 24 0:4 / /net:[4026532281] rw - tmpfs tmpfs rw", 0,
		NULL },
	{ "a file called like one",
		"512 24 254:0 /net:[4026532281] /run/netns/a rw - ext4 /dev/vda rw", 0, NULL },
	{ "a mnt namespace, which is called by its kind",
		"512 24 0:4 mnt:[4026532281] /run/netns/a rw - nsfs nsfs rw", 0, NULL },
	{ "a user namespace", "512 24 0:4 user:[4026531837] /run/a rw - nsfs nsfs rw", 0, NULL },
	{ "a cgroup", "512 24 0:29 /net:x /sys/fs/cgroup rw - cgroup2 none rw", 0, NULL },
	{ "a namespace without a number", "512 24 0:4 net:[] /run/netns/a rw - nsfs nsfs rw", 0,
		NULL },
	{ "a number of 2^64",
		"512 24 0:4 net:[18446744073709551616] /run/netns/a rw - nsfs nsfs rw", 0, NULL },
	{ "more behind the number", "512 24 0:4 net:[1]x /run/netns/a rw - nsfs nsfs rw", 0, NULL },
	{ "a blank inside", "512 24 0:4 net:[1 2] /run/netns/a rw - nsfs nsfs rw", 0, NULL },
	{ "a column too few", "24 0:4 net:[4026532281] /run/netns/a rw - nsfs nsfs rw", 0, NULL },
	{ "a column too many", "512 24 0 0:4 net:[4026532281] /run/netns/a rw - nsfs nsfs rw", 0,
		NULL },
	{ "nothing behind the namespace", "512 24 0:4 net:[4026532281]", 0, NULL },
	{ "a blank behind the namespace", "512 24 0:4 net:[4026532281] ", 0, NULL },
	{ "one word", "512", 0, NULL },
	{ "an empty line of mountinfo", "", 0, NULL },
};

static void check_mount(void **state)
{
	const struct mount_row *r = *state;
	size_t len = strlen(r->line);
	char *line = exact(r->line, len);
	struct proc_mount m = { 0 };

	assert_int_equal(proc_netns_mount(&m, line, len), r->point != NULL);
	if (r->point) {
		assert_true(m.inode == r->inode);
		assert_int_equal(m.point_len, strlen(r->point));
		assert_memory_equal(m.point, r->point, m.point_len);
	}
	free(line);
}

/* The fourth and the fifth word, found another way. */
static void mount_is_sane(const void *data, const char *line, size_t len)
{
	const char *words[5] = { line, line, line, line, line }, *p = line, *end = line + len;
	size_t lengths[5] = { 0 };
	struct proc_mount m;
	uint64_t inode;
	unsigned i;

	(void)data;
	for (i = 0; i < 5 && p < end; i++) {
		for (words[i] = p; p < end && *p != ' ' && *p != '\t'; p++)
			;
		lengths[i] = (size_t)(p - words[i]);
		while (p < end && (*p == ' ' || *p == '\t'))
			p++;
	}
	if (lengths[0] && lengths[4] && proc_netns_inode(words[3], lengths[3], &inode)) {
		assert_true(proc_netns_mount(&m, line, len));
		assert_true(m.inode == inode);
		assert_ptr_equal(m.point, words[4]);
		assert_int_equal(m.point_len, lengths[4]);
	} else {
		assert_false(proc_netns_mount(&m, line, len));
	}
}

static void prefixes_and_changes_of_mounts(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(mounts); i++) {
		every_prefix(mounts[i].line, strlen(mounts[i].line), mount_is_sane, NULL);
		every_change(mounts[i].line, strlen(mounts[i].line), mount_is_sane, NULL);
	}
}

static const struct pid_row {
	const char *name;
	bool pid;
	uint32_t number;
} pids[] = {
	{ "1", true, 1 },
	{ "4194304", true, 4194304 },
	{ "2147483647", true, 2147483647 },
	{ "2147483648", false, 0 },
	{ "4294967297", false, 0 },
	{ "18446744073709551617", false, 0 },
	{ "self", false, 0 },
	{ "1a", false, 0 },
	{ "a1", false, 0 },
	{ "-1", false, 0 },
	{ "+1", false, 0 },
	{ " 1", false, 0 },
	{ "1 ", false, 0 },
	{ ".", false, 0 },
	{ "..", false, 0 },
	{ "", false, 0 },
};

static void check_pid(void **state)
{
	const struct pid_row *r = *state;
	char *name = exact(r->name, strlen(r->name));
	uint32_t pid;

	assert_int_equal(proc_pid(name, strlen(r->name), &pid), r->pid);
	if (r->pid)
		assert_int_equal(pid, r->number);
	free(name);
}

static const struct name_row {
	const char *name;
	size_t (*call)(const char *text, size_t len, const char **name);
	const char *text;
	size_t len;
	const char *expected;
	size_t expected_len;
} names[] = {
	/* github.com/prometheus/procfs, Apache-2.0 */
	{ "cmdline of three words, no newline", proc_cmdline_name, BYTES("vim\0test.go\0+10\0"),
		BYTES("vim") },
	{ "cmdline padded with NULs", proc_cmdline_name,
		BYTES("com.github.uiautomator\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
		BYTES("com.github.uiautomator") },
	{ "stat: comm of blanks and parentheses, another line behind", proc_stat_name,
		BYTES("1020 ((a b ) ( c d) ) R 28378 1020\n#!/bin/cat /proc/self/stat\n"),
		BYTES("(a b ) ( c d) ") },
	{ "stat: numbers below 0", proc_stat_name,
		BYTES("33 (ata_sff) S 2 0 0 0 -1 69238880 0 0\n"), BYTES("ata_sff") },
	/* github.com/c9s/goprocinfo, MIT */
	{ "stat: comm in parentheses, no newline", proc_stat_name,
		BYTES("4854 ((sd-pam)) S 4853 4853"), BYTES("(sd-pam)") },
	{ "stat: a blank and a colon", proc_stat_name,
		BYTES("884 (rs:main Q:Reg) S 1 873 873 0 -1"), BYTES("rs:main Q:Reg") },
	/* github.com/kellyjonbrazil/jc, MIT */
	{ "stat: a newline", proc_stat_name,
		BYTES("2001 (my file with\nsp) S 1888 2001 1888 34816"),
		BYTES("my file with\nsp") },
	/* Our own. */
	{ "cmdline empty, a kernel thread", proc_cmdline_name, BYTES(""), BYTES("") },
	{ "cmdline that begins with a NUL", proc_cmdline_name, BYTES("\0x\0"), BYTES("") },
	{ "cmdline of NULs", proc_cmdline_name, BYTES("\0\0\0"), BYTES("") },
	{ "cmdline without a NUL", proc_cmdline_name, BYTES("sshd: nobody"),
		BYTES("sshd: nobody") },
	{ "the base name of a path", proc_cmdline_name, BYTES("/usr/sbin/nginx\0-g\0"),
		BYTES("nginx") },
	{ "a path of one folder", proc_cmdline_name, BYTES("/init\0"), BYTES("init") },
	{ "a slash alone", proc_cmdline_name, BYTES("/\0x\0"), BYTES("") },
	{ "a path that ends with a slash", proc_cmdline_name, BYTES("/usr/bin/\0"), BYTES("") },
	{ "a relative path stays whole", proc_cmdline_name, BYTES("./a/b\0"), BYTES("./a/b") },
	{ "a slash behind the first word is none of it", proc_cmdline_name,
		BYTES("/bin/sh\0/a/b\0"), BYTES("sh") },
	{ "a path without a NUL", proc_cmdline_name, BYTES("/a/b"), BYTES("b") },
	{ "a process that wrote a title", proc_cmdline_name,
		BYTES("nginx: master process /usr/sbin/nginx -g daemon off;\0"),
		BYTES("nginx: master process /usr/sbin/nginx -g daemon off;") },
	{ "bytes that a terminal obeys", proc_cmdline_name, BYTES("\x1b[2J\xff\0"),
		BYTES("\x1b[2J\xff") },
	{ "stat: systemd", proc_stat_name, BYTES("1 (systemd) S 0 1 1\n"), BYTES("systemd") },
	{ "stat: nothing inside", proc_stat_name, BYTES("7 () S 0 1 1\n"), BYTES("") },
	{ "stat: one parenthesis inside", proc_stat_name, BYTES("7 ()) S 0 1 1\n"), BYTES(")") },
	{ "stat: looks like the end of comm", proc_stat_name, BYTES("7 (a) S 1 (b) S 0 1 1\n"),
		BYTES("a) S 1 (b") },
	{ "stat: cut inside comm", proc_stat_name, BYTES("7 (syst"), BYTES("") },
	{ "stat: cut at the parenthesis", proc_stat_name, BYTES("7 ("), BYTES("") },
	{ "stat: no parenthesis", proc_stat_name, BYTES("7 systemd S"), BYTES("") },
	{ "stat: the wrong way round", proc_stat_name, BYTES(")7("), BYTES("") },
	{ "stat: a NUL inside", proc_stat_name, BYTES("7 (a\0b) S"), BYTES("a\0b") },
	{ "stat: empty", proc_stat_name, BYTES(""), BYTES("") },
};

static void check_name(void **state)
{
	const struct name_row *r = *state;
	char *text = exact(r->text, r->len);
	const char *name;
	size_t len = r->call(text, r->len, &name);

	assert_int_equal(len, r->expected_len);
	assert_memory_equal(name, r->expected, len);
	free(text);
}

static void name_is_inside(const void *data, const char *text, size_t len)
{
	const struct name_row *r = data;
	const char *name;
	size_t n = r->call(text, len, &name);

	assert_true(name >= text && name + n <= text + len);
	if (r->call == proc_cmdline_name)
		assert_null(memchr(name, 0, n));
	else if (n)
		assert_true(name > text && name[-1] == '(' && name[n] == ')');
}

static void prefixes_and_changes_of_names(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(names); i++) {
		every_prefix(names[i].text, names[i].len, name_is_inside, &names[i]);
		every_change(names[i].text, names[i].len, name_is_inside, &names[i]);
	}
}

int main(void)
{
	static struct unit u;
	size_t i;

	for (i = 0; i < COUNT(links); i++)
		unit_add(&u, *links[i].name ? links[i].name : "an empty link", check_link,
			&links[i]);
	for (i = 0; i < COUNT(pids); i++)
		unit_add(&u, *pids[i].name ? pids[i].name : "an empty folder", check_pid, &pids[i]);
	for (i = 0; i < COUNT(netns_links); i++)
		unit_add(&u, *netns_links[i].name ? netns_links[i].name : "an empty link of ns",
			check_netns, &netns_links[i]);
	UNIT_ROWS(&u, mounts, check_mount);
	UNIT_ROWS(&u, names, check_name);
	UNIT_TEST(&u, prefixes_and_changes_of_links);
	UNIT_TEST(&u, prefixes_and_changes_of_netns);
	UNIT_TEST(&u, prefixes_and_changes_of_mounts);
	UNIT_TEST(&u, prefixes_and_changes_of_names);
	return unit_run(&u, "proc");
}
