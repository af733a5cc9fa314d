synwatch --top ''
