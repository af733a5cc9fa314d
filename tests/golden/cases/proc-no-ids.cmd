netstat -uan --proc tests/roots/no-net
