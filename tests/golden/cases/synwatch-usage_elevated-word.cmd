synwatch --elevated word
