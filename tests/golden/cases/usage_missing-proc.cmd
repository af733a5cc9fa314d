netstat --proc
