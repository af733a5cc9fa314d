ifstat -i
