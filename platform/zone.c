/* zone - the time of day, and of a local clock. */
#include "platform/platform.h"

#include "core/zone.h"

#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int64_t os_wall(void)
{
	return (int64_t)(os_clock(CLOCK_REALTIME) / 1000000);
}

static const char *name; /* a file or a rule; not NULL: this is known */
static uint8_t file[8 * 1024];
static size_t len;

static void load(void)
{
	const char *p;
	char **e;
	size_t n;
	int fd;

	name = "/etc/localtime";
	for (e = environ; *e; e++)
		if ((*e)[0] == 'T' && (*e)[1] == 'Z' && (*e)[2] == '=') {
			name = *e + 3;
			break;
		}
	if (*name == ':')
		name++;
	for (p = name; *p; p++)
		if (p[0] == '.' && p[1] == '.')
			return;
	fd = openat(openat(AT_FDCWD, "/usr/share/zoneinfo", O_PATH), name, O_RDONLY | O_NONBLOCK);
	n = (size_t)read(fd, file, sizeof(file));
	if (n < sizeof(file))
		len = n;
	close(fd);
}

int64_t os_local(int64_t utc)
{
	int32_t offset = 0;

	if (!name)
		load();
	if (len)
		offset = zone_offset(file, len, utc);
	else
		zone_rule(name, strlen(name), utc, &offset);
	return utc + offset;
}
