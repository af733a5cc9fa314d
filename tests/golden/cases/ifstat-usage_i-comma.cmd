ifstat -i eth0,
