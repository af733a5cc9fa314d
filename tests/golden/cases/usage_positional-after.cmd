netstat -tan 5
