synwatch --top '65'
