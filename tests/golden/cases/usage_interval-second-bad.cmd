netstat --interval 1 --interval x
