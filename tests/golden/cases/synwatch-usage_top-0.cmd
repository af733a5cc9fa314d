synwatch --top '0'
