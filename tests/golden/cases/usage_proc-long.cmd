netstat -tan --proc tests/roots/$(printf %05000d 7)
