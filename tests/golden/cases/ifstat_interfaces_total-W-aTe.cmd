on_ifstat interfaces --total -WaTe
