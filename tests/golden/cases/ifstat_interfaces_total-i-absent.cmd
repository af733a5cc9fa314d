on_ifstat interfaces --total -i nosuch,eth2
