netstat -tan --proc ''
