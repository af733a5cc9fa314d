netstat --interval=-1
