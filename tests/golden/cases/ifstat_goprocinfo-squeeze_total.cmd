on_ifstat goprocinfo-squeeze --total -pa
