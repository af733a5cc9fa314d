on_ifstat empty-files
