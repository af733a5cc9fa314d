on_ifstat interfaces --total -i ,lo,,eth2,lo,
