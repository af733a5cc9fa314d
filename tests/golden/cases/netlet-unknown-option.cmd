netlet --nosuch
