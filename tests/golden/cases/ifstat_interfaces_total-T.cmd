on_ifstat interfaces --total -T
