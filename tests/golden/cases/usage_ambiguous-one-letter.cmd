netstat --i
