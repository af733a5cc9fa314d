synwatch --top '-1'
