netstat --interval .
