on_ifstat interfaces --total -n
