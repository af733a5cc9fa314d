on_ifstat interfaces --total -i eth2 -i eth10
