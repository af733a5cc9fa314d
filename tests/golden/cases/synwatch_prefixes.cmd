look_at half-open 21 --top 3
