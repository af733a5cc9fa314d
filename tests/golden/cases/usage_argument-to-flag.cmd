netstat --tcp=1
