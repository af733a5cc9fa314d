ifstat 0.0009
