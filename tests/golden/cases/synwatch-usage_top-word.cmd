synwatch --top 'word'
