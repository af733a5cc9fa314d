look_at half-open 1 --flood 26 --port 443
