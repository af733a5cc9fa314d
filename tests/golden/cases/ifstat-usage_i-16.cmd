ifstat -i abcdefghijklmnop
