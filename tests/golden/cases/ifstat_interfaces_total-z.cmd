on_ifstat interfaces --total -z
