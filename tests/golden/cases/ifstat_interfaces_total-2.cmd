on_ifstat interfaces --total 0.001 2 -i eth2
