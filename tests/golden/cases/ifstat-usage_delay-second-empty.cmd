ifstat 1/
