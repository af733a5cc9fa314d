on_ifstat interfaces --total -S
