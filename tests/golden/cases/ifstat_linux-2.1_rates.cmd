on_ifstat linux-2.1 0.001 2 -plT
