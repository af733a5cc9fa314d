ifstat 1s
