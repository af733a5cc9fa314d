on_ifstat interfaces --total -peT
