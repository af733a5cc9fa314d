on_ifstat interfaces --total -wpT -i eth2,abcdefghijklmno
