look_at hostile-counters 9 2>&1
