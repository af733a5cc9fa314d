synwatch --flood 101
