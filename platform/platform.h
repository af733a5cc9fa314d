/* platform - every call into Linux, a header a subject; what returns int gives >= 0, or a negative errno. */
#ifndef PLATFORM_PLATFORM_H
#define PLATFORM_PLATFORM_H

#include "platform/files.h"
#include "platform/kernel.h"
#include "platform/names.h"
#include "platform/processes.h"
#include "platform/system.h"

#endif
