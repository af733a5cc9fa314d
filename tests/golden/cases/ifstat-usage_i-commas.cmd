ifstat -i eth0,,eth1
