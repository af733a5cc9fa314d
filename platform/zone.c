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

static const char *zone; /* a file or a rule; not NULL: this is known */
static uint8_t file[8 * 1024];
static size_t file_len;

const char *os_variable(const char *name)
{
	size_t len = strlen(name);
	char **e;

	for (e = environ; *e; e++)
		if (strncmp(*e, name, len) == 0 && (*e)[len] == '=')
			return *e + len + 1;
	return NULL;
}

static void load(void)
{
	const char *tz = os_variable("TZ"), *p;
	size_t n;
	int dir, fd;

	if (!tz)
		tz = "/etc/localtime";
	if (*tz == ':')
		tz++;
	zone = tz;
	for (p = tz; *p; p++)
		if (memcmp(p, "..", 2) == 0)
			return;
	dir = os_openat(AT_FDCWD, "/usr/share/zoneinfo", O_PATH);
	fd = os_openat(dir, tz, O_RDONLY | O_NONBLOCK);
	n = (size_t)read(fd, file, sizeof(file));
	if (n < sizeof(file))
		file_len = n;
	close(fd);
	close(dir);
}

int64_t os_local(int64_t utc)
{
	if (!zone)
		load();
	return utc +
	       (file_len ? zone_offset(file, file_len, utc) : zone_rule(zone, strlen(zone), utc));
}
