on odd-states -wan
