/* proc - socket links, folder names, cmdline and stat of a process. */
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
	UNIT_ROWS(&u, names, check_name);
	UNIT_TEST(&u, prefixes_and_changes_of_links);
	UNIT_TEST(&u, prefixes_and_changes_of_names);
	return unit_run(&u, "proc");
}
