on_ifstat interfaces --total -i tun10001:1,lo
