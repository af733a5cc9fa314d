on_ifstat hostile-interfaces --total 0.001 3
