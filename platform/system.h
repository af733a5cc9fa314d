/* system - time, signals, secrets, links. */
#ifndef PLATFORM_SYSTEM_H
#define PLATFORM_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- seed.c: secrets ---- */

/* Bytes that nobody can know beforehand, other ones with each call; for hashes, not for keys. */
void os_seed(uint8_t seed[16]);

/* ---- install.c: links to this program ---- */

/*
 * Makes `name` in `dir` a link to this program, symbolic or hard. One that is there already is
 * fine; another file of that name is -EEXIST. `self` is argv[0], used where there is no /proc.
 */
int os_link_self(const char *dir, const char *name, bool symbolic, const char *self);

/* ---- clock.c: time and signals ---- */

/*
 * From now on SIGINT and SIGTERM make os_interrupted true and end a pause; one that
 * comes a second later or more kills.
 * One that the parent ignores stays ignored unless `always`.
 */
void os_catch_interrupt(bool always);
bool os_interrupted(void);

/* Ends this program by the signal that it has caught. */
void os_die_of_interrupt(void);

/* Nanoseconds of a clock that clock_gettime(2) knows. */
uint64_t os_clock(int clock);

/* Nanoseconds of a clock that nobody sets. */
uint64_t os_now(void);

/*
 * Sleeps until the time that is due, or until an interrupt: `nanoseconds` after the last due time,
 * so that pauses do not drift, or if it is the first after `now`, which is os_now() lately. Due
 * times that have passed already are left out, and one that is nearer than half of it then.
 */
void os_pause(uint64_t now, uint64_t nanoseconds);

/* ---- zone.c: the time of day ---- */

/* Milliseconds since 1970, UTC. */
int64_t os_wall(void);

/*
 * What a local clock shows at `utc`, seconds since 1970, as seconds since then. The environment's
 * TZ is a file, below /usr/share/zoneinfo or with its whole path, maybe behind a colon, or else a
 * rule; without TZ the file is /etc/localtime. It is read by the first call. UTC when TZ is empty
 * or holds `..`, and when a file cannot be read, is no TZif file, or has 8 KB or more.
 */
int64_t os_local(int64_t utc);

/* A variable of the environment; NULL: there is none. */
const char *os_variable(const char *name);

#endif
