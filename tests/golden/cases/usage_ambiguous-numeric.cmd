netstat --numeric-
