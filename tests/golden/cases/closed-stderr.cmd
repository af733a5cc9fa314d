netstat -Q 2>&-
