netstat -tanQ
