on_ifstat interfaces --total
