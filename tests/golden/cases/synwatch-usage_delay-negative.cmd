synwatch -w -- -1
