synwatch --port http
