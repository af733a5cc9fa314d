netstat --interval 1e3
