ifstat -i eth0 -i abcdefghijklmnop
