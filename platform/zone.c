/* zone - the time of day, and of a local clock. */
#include "platform/calls.h"
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
	const char *tz = "/etc/localtime", *p;
	char **e;
	size_t n;
	int dir, fd;

	for (e = environ; *e; e++)
		if ((*e)[0] == 'T' && (*e)[1] == 'Z' && (*e)[2] == '=')
			tz = *e + 3;
	if (*tz == ':')
		tz++;
	name = tz;
	for (p = tz; *p; p++)
		if (memcmp(p, "..", 2) == 0)
			return;
	dir = os_openat(AT_FDCWD, "/usr/share/zoneinfo", O_PATH);
	fd = os_openat(dir, tz, O_RDONLY | O_NONBLOCK);
	n = (size_t)read(fd, file, sizeof(file));
	if (n < sizeof(file))
		len = n;
	close(fd);
	close(dir);
}

int64_t os_local(int64_t utc)
{
	if (!name)
		load();
	return utc + (len ? zone_offset(file, len, utc) : zone_rule(name, strlen(name), utc));
}
