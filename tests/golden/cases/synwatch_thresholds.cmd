look_at half-open 1 --flood 25 --port 443
