synwatch --top '1.5'
