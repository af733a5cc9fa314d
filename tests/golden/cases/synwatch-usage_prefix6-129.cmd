synwatch --prefix6 129
