netstat -tan --proc tests/roots/nowhere
