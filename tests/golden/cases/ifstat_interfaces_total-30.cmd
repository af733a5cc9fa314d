on_ifstat interfaces --total 0.001 30 -i eth2
