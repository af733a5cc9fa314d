ifstat -- -1
