on_ifstat hostile-interfaces --total -w
