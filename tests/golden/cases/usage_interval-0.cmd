netstat --interval 0
