ifstat -x
