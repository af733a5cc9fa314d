ifstat 1 0
