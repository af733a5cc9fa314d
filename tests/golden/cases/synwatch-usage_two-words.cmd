synwatch -w 1 2
