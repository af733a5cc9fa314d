netlet /bin/netstat -V
