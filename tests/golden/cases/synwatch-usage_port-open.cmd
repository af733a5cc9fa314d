synwatch --port 80-
