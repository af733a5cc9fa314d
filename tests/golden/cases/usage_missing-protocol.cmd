netstat --protocol
