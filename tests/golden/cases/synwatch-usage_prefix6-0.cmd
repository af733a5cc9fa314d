synwatch --prefix6 0
