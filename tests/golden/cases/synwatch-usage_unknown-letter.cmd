synwatch -z
