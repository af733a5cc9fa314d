on_ifstat interfaces --total -l
