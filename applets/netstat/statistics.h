/* statistics - what the counters mean. */
#ifndef NETSTAT_STATISTICS_H
#define NETSTAT_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>

/* A few words about a counter, "" where there are none. A gauge says how something is now. */
const char *statistics_words(const char *name, size_t len, bool *gauge);

#endif
