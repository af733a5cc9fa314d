synwatch --version > /dev/full
