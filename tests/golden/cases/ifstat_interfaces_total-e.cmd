on_ifstat interfaces --total -e
