ifstat 0
