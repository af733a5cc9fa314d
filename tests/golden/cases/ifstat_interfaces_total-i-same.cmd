on_ifstat interfaces --total -i eth2,eth2
