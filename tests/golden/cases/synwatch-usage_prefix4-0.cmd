synwatch --prefix4 0
