synwatch --port 80,
