on server -wln
