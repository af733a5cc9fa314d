netstat --version
