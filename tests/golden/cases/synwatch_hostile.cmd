look_at hostile 5 2>&1
