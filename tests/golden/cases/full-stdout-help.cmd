netstat --help > /dev/full
