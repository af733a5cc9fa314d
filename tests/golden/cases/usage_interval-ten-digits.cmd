netstat --interval 0.0000000001
