synwatch --elevated 0
