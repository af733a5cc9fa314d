ifstat -i ,eth0
