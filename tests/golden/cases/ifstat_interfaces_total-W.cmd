on_ifstat interfaces --total -W
