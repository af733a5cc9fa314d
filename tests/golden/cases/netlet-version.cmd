netlet --version
