on_ifstat interfaces --total -q -i nosuch,eth2
