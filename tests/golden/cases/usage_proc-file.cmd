netstat -tan --proc tests/roots/server/proc/net/tcp
