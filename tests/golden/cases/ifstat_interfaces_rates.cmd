on_ifstat interfaces 0.002/0.001 2 -l
