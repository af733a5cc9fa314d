on server -wan
