on_ifstat empty-files -i eth0 0.001 2
