netstat --interval .5
