on_ifstat no-net --total -i eth0
