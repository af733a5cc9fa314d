synwatch --flood 0
