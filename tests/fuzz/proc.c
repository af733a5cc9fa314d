/* proc - links, mounts, folder names, cmdlines and stats. The first byte says what follows. */
#include "core/proc.h"

#include "fuzz.h"

static void check_link(const char *text, size_t len)
{
	char expected[60];
	uint64_t inode;
	int n;

	if (!proc_socket_inode(text, len, &inode))
		return;
	n = snprintf(expected, sizeof(expected), "%ju%s", (uintmax_t)inode,
		*text == '[' ? "" : "]");
	CHECK(memcmp(text, "socket:[", 8) == 0 || memcmp(text, "[0000]:", 7) == 0);
	CHECK((size_t)n < len && memcmp(text + len - n, expected, (size_t)n) == 0);
}

static void check_name(const char *text, size_t len, const char *name, size_t n)
{
	CHECK(name >= text && n <= len && name + n <= text + len);
}

static void check_netns(const char *text, size_t len)
{
	char expected[60];
	uint64_t inode;
	int n;

	if (!proc_netns_inode(text, len, &inode))
		return;
	n = snprintf(expected, sizeof(expected), "%ju]", (uintmax_t)inode);
	CHECK(memcmp(text, "net:[", 5) == 0 && (size_t)n < len);
	CHECK(memcmp(text + len - n, expected, (size_t)n) == 0);
	for (text += 5, len -= 5 + (size_t)n; len; text++, len--)
		CHECK(*text == '0');
}

/* Behind three words and the namespace the mount point is one whole word. */
static void check_mount(const char *text, size_t len)
{
	const char *p = text, *end = text + len;
	struct proc_mount m;
	uint64_t inode;
	unsigned words = 0;

	if (!proc_netns_mount(&m, text, len))
		return;
	CHECK(m.point > text && m.point_len > 0 && m.point + m.point_len <= end);
	CHECK(!memchr(m.point, ' ', m.point_len) && !memchr(m.point, '\t', m.point_len));
	end = m.point + m.point_len;
	CHECK(end == text + len || *end == ' ' || *end == '\t');
	for (; p < m.point; words++) {
		const char *word = p;

		while (*p != ' ' && *p != '\t')
			p++;
		CHECK(p > word);
		if (words == 3)
			CHECK(proc_netns_inode(word, (size_t)(p - word), &inode) &&
				inode == m.inode);
		while (*p == ' ' || *p == '\t')
			p++;
	}
	CHECK(words == 4 && p == m.point);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data + 1, *name;
	uint32_t pid;
	size_t n, i;

	if (size < 2)
		return 0;
	size--;
	switch (data[0] % 6) {
	case 0:
		check_link(text, size);
		break;
	case 1:
		if (!proc_pid(text, size, &pid))
			break;
		CHECK(pid <= INT32_MAX);
		for (i = 0; i < size; i++)
			CHECK(text[i] >= '0' && text[i] <= '9');
		break;
	case 2:
		n = proc_cmdline_name(text, size, &name);
		check_name(text, size, name, n);
		CHECK(!memchr(name, 0, n));
		CHECK(*text != '/' || !memchr(name, '/', n));
		CHECK(*text == '/' || name == text);
		break;
	case 3:
		n = proc_stat_name(text, size, &name);
		check_name(text, size, name, n);
		if (n) {
			CHECK(name[-1] == '(' && name[n] == ')');
			CHECK(!memchr(text, '(', (size_t)(name - 1 - text)));
			CHECK(!memchr(name + n + 1, ')', (size_t)(text + size - (name + n + 1))));
		}
		break;
	case 4:
		check_netns(text, size);
		break;
	case 5:
		check_mount(text, size);
		break;
	}
	return 0;
}
