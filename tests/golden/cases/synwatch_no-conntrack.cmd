look_at half-open-calm 3 --conntrack 2>&1
