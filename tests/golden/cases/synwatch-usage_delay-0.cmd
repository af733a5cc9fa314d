synwatch -w 0
