look_at half-open 12 --top 2
