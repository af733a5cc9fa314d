on hostile -wan
