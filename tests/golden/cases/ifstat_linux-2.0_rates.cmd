on_ifstat linux-2.0 0.001 2 -plT
