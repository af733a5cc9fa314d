on_ifstat no-net --total
