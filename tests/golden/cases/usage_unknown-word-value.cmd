netstat --nosuch=1
