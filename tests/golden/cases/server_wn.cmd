on server -wn
