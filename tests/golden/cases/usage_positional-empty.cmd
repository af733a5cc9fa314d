netstat -tan ''
