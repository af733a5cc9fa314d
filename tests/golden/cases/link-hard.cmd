links && { ln "$netlet" netstat || cp "$netlet" netstat; } 2> /dev/null && ./netstat -V
