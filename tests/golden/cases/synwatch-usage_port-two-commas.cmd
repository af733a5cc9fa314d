synwatch --port 80,,81
