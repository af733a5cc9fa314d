on_ifstat linux-2.0 --total -zlp
