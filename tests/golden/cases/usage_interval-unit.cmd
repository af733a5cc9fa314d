netstat --interval 1s
