/* calls - system calls whose functions in libc are long, for what we do not need. */
#ifndef PLATFORM_CALLS_H
#define PLATFORM_CALLS_H

#include <stddef.h>

/*
 * As the functions of libc of these names, with its errno, but that they are no points at which a
 * thread may be cancelled, and that openat makes no file.
 */
int os_openat(int at, const char *path, int flags);
long os_readlinkat(int at, const char *path, char *buf, size_t size);
int os_socket(int family, int type, int protocol);
int os_ioctl(int fd, unsigned long request, void *argument);

#endif
