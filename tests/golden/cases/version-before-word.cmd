netstat -V word
