netstat -V
