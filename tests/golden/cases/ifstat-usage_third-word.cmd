ifstat 1 1 1
