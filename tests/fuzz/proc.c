/* proc - links, folder names, cmdlines and stats. The first byte says what follows. */
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data + 1, *name;
	uint32_t pid;
	size_t n, i;

	if (size < 2)
		return 0;
	size--;
	switch (data[0] & 3) {
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
	}
	return 0;
}
