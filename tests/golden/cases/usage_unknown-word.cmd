netstat --nosuch
