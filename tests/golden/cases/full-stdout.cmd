netstat -tan --proc tests/roots/server/proc > /dev/full
