netstat --interval
