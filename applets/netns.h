/* netns - --netns PID, which applets have in common. */
#ifndef APPLETS_NETNS_H
#define APPLETS_NETNS_H

/* From now on net/ is that of the namespace that the process lives in. A status. */
int netns_enter(const char *pid);

#endif
