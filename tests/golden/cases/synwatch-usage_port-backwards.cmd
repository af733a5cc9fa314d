synwatch --port 90-80
