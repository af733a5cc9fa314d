netstat --interval ''
