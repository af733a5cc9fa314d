look_at half-open 20 --port 443,8000-9000
