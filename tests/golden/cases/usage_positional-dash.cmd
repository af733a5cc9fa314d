netstat -tan -
