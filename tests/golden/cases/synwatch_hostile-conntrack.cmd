look_at hostile-conntrack 12 --conntrack 2>&1
