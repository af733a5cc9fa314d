netstat --$(printf %06000d 7)
