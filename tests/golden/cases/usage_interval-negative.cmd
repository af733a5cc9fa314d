netstat --interval -1
