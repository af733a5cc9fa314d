synwatch -w 0.0001
