on server -t -a -n -e
