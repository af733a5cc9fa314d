netstat --=1
