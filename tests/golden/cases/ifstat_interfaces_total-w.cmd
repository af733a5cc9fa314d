on_ifstat interfaces --total -wl
