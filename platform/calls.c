/* calls - system calls whose functions in libc are long, for what we do not need. */
#include "platform/calls.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

int os_openat(int at, const char *path, int flags)
{
	return (int)syscall(SYS_openat, at, path, flags | O_LARGEFILE);
}

long os_readlinkat(int at, const char *path, char *buf, size_t size)
{
	return syscall(SYS_readlinkat, at, path, buf, size);
}

int os_socket(int family, int type, int protocol)
{
	return (int)syscall(SYS_socket, family, type, protocol);
}

int os_ioctl(int fd, unsigned long request, void *argument)
{
	return (int)syscall(SYS_ioctl, fd, request, argument);
}
