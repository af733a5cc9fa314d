on_ifstat interfaces --total -aT
