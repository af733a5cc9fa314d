/* statistics - what the counters mean. */
#ifndef NETSTAT_STATISTICS_H
#define NETSTAT_STATISTICS_H

#include <stddef.h>

/* A few words about a counter, "" for most. They begin with `=` if it tells how something is now. */
const char *statistics_words(const char *name, size_t len);

#endif
