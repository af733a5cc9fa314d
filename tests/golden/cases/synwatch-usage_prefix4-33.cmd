synwatch --prefix4 33
