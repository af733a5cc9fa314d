netstat --list=1
