netstat -tan -A
