/* reason - errors in words. libc's list, of every error there is, takes more than twice the bytes. */
#include "platform/platform.h"

#include <errno.h>
#include <string.h>

/* Those that the system calls of this program can give. */
#define REASONS(R)                                                                                 \
	R(EPERM, "Operation not permitted")                                                        \
	R(ENOENT, "No such file or directory")                                                     \
	R(ESRCH, "No such process")                                                                \
	R(EINTR, "Interrupted")                                                                    \
	R(EIO, "I/O error")                                                                        \
	R(EBADF, "Bad file descriptor")                                                            \
	R(EAGAIN, "Try again")                                                                     \
	R(ENOMEM, "Out of memory")                                                                 \
	R(EACCES, "Permission denied")                                                             \
	R(EEXIST, "File exists")                                                                   \
	R(EXDEV, "Cross-device link")                                                              \
	R(ENOTDIR, "Not a directory")                                                              \
	R(EISDIR, "Is a directory")                                                                \
	R(EINVAL, "Invalid argument")                                                              \
	R(ENFILE, "Too many open files")                                                           \
	R(EMFILE, "Too many open files")                                                           \
	R(ENOSPC, "No space left on device")                                                       \
	R(EROFS, "Read-only file system")                                                          \
	R(EPIPE, "Broken pipe")                                                                    \
	R(ENAMETOOLONG, "Filename too long")                                                       \
	R(ELOOP, "Symbolic link loop")                                                             \
	R(EPROTO, "Protocol error")                                                                \
	R(EOPNOTSUPP, "Not supported")                                                             \
	R(ENETDOWN, "Network is down")                                                             \
	R(ENETUNREACH, "Network unreachable")                                                      \
	R(EHOSTUNREACH, "Host is unreachable")                                                     \
	R(ENODEV, "No such device")                                                                \
	R(EADDRNOTAVAIL, "Address not available")                                                  \
	R(ENOBUFS, "No buffer space available")                                                    \
	R(ECONNREFUSED, "Connection refused")                                                      \
	R(EMSGSIZE, "Message too long")                                                            \
	R(EOVERFLOW, "Value too large")

#define ERROR(error, text) error,
#define TEXT(error, text) PACKED(text) "\0"

static const uint8_t errors[] = { REASONS(ERROR) };
static const char texts[] = REASONS(TEXT);

const char *os_reason(char buf[OS_REASON], int error)
{
	struct fmt f = fmt_open(buf, OS_REASON - 1);
	const char *text = texts;
	size_t i;

	for (i = 0; i < sizeof(errors); i++, text += strlen(text) + 1)
		if (errors[i] == error)
			return text;
	fmt_str(&f, "error ");
	fmt_dec(&f, (uint64_t)error);
	*f.at = 0;
	return buf;
}
