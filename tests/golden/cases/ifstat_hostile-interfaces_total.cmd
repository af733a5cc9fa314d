on_ifstat hostile-interfaces --total -peT
