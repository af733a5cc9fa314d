on server -wan6
