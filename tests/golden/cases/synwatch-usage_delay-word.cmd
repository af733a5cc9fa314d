synwatch -w soon
