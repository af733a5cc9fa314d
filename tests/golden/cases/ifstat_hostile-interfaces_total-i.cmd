on_ifstat hostile-interfaces --total -i 'a"\\b,last'
