on_ifstat interfaces --total -a
