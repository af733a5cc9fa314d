on_ifstat linux-2.1 --total -pelT
