ifstat --total=5
