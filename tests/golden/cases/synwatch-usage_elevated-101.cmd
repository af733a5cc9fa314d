synwatch --elevated 101
