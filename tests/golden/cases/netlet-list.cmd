netlet --list
