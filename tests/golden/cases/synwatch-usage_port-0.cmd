synwatch --port 0
