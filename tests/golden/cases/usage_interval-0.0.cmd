netstat --interval 0.000
