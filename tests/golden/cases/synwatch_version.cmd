synwatch --version
