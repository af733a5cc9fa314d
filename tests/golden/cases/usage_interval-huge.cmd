netstat --interval 4294967296
