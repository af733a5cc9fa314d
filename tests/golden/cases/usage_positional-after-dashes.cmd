netstat -tan -- -x
