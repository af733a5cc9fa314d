synwatch --port ''
