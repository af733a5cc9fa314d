ifstat 1 1.5
