on_ifstat interfaces --total -ab
