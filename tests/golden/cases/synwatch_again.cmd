look_at half-open-calm 22
