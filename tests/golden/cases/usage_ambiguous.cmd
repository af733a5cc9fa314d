netstat --num
