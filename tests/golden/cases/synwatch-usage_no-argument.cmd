synwatch --top
