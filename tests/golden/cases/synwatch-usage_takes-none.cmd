synwatch --log=1
