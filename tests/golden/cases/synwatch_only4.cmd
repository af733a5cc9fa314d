look_at half-open 20 -4
