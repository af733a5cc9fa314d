on_ifstat empty-files --total
