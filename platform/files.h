/* files - stdout and stderr, the proc root, text files. */
#ifndef PLATFORM_FILES_H
#define PLATFORM_FILES_H

#include "core/packed.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- out.c: stdout, stderr ---- */

enum {
	OS_ROW = 32 * 1024, /* bytes that a row may have */
};

/* Comes before all else: makes sure that files opened later do not become stdin, stdout or stderr. */
void os_start(void);

/* Says which command speaks in messages. */
void os_speak_as(const char *command);

/* Where stdout's next bytes go; has room for OS_ROW of them. A flush comes only between two calls. */
struct fmt *os_out(void);

/*
 * Writes what is waiting; gives the first error of any write to stdout so far.
 */
int os_flush(void);

/*
 * `command: subject: reason` on stderr, after what is waiting for stdout. `error` is an errno. Gives
 * STATUS_UNREAD, and so do the next one and os_complain_file.
 */
int os_complain(const char *subject, int error);

/* The same with a reason in words of our own, packed or not; NULL: `command: subject`. */
int os_complain_of(const char *subject, const char *reason);

/*
 * `command: word value: reason` (value may be NULL) and a line that points at --help. Gives
 * STATUS_USAGE.
 */
int os_complain_usage(const char *word, const char *value, const char *reason);

/* While muted, nothing is written to stderr. */
void os_mute(bool muted);

/*
 * The size of the terminal that stdout is, at most 65,535 either way; one that does not know it, as
 * on a serial line, leaves both as they are. False: it is no terminal.
 */
bool os_terminal(unsigned *rows, unsigned *columns);

/* A text of our own on stderr, packed or not; at most 255 bytes. */
void os_note(const char *text);

/* Sends a line to the system's log, with a priority as syslog(3) has it. */
int os_log(unsigned priority, const char *text, size_t len);

/* ---- reason.c: errors in words ---- */

enum {
	OS_REASON = 32, /* bytes of a buffer */
};

/* An errno in words, packed; `buf` is written to for one that has none. */
const char *os_reason(char buf[OS_REASON], int error);

/* ---- root.c: the proc root ---- */

enum {
	OS_PATH = 4096, /* bytes of the longest path and its NUL */
};

/* Reads `dir` in place of /proc from now on; fails when it is no folder that may be read. */
int os_set_root(const char *dir);

/* True while the files are those that netlink tells of: /proc, and our own network namespace. */
bool os_root_is_live(void);

/* True for /proc itself. */
bool os_root_is_proc(void);

/* True for a live proc file system that shows other processes than /proc does, like a host's. */
bool os_root_is_foreign(void);

/*
 * From now on net/ is that of this process; `moved` is to say whether another one has been chosen
 * in the place of a process that has ended.
 */
void os_use_netns(uint32_t pid, bool (*moved)(void));
bool os_netns_moved(void);

/* The path of a file below the root, as it is opened and as messages name it. */
int os_path(char path[OS_PATH], const char *name);

/* True when there is such a file or folder below the root. */
bool os_exists(const char *name);

struct os_file {
	uint64_t inode;
	uint64_t size;
	uint64_t device; /* that it is on */
};

/* What a path, as openat(2) has it, or what a link there leads to, is. False also before Linux 4.11. */
bool os_file_look(int at, const char *path, bool follow, struct os_file *f);

/* Complains of a file below the root. */
int os_complain_file(const char *name, int error);

/* ---- lines.c: text files, line by line ---- */

struct os_lines {
	const char *line; /* without its newline; valid until the next call */
	size_t len;
	bool whole; /* it had a newline */
	int fd;
	unsigned bad;
	bool end;
	uint64_t read; /* bytes so far */
	char *from;    /* what is read and not yet given: from..to */
	char *to;
	char path[OS_PATH];
	char buf[16 * 1024];
};

/* Opens `name` below the root; never waits for what is no plain file. */
int os_lines_open(struct os_lines *in, const char *name);

/* Opens a file anywhere. */
int os_lines_open_path(struct os_lines *in, const char *path);

/* The next line: 1, or 0 at the end or after an interrupt. One longer than the buffer is counted as bad and passed over. */
int os_lines_next(struct os_lines *in);

/* Where in the file the line just given begins, in bytes. */
uint64_t os_lines_offset(const struct os_lines *in);

/* Counts the line just given as not understood. */
void os_lines_bad(struct os_lines *in);

/* Closes and complains of a negative `r` or of bad lines; gives an exit status. */
int os_lines_close(struct os_lines *in, int r);

#endif
