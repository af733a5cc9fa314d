netstat --interval abc
