on_ifstat interfaces --total -p
