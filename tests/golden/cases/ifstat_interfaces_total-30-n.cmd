on_ifstat interfaces --total 0.001 30 -n -i eth2
