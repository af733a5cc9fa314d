synwatch --port 65536
