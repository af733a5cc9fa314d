on no-net -wan
