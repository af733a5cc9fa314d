on_ifstat interfaces --total -Wat | sed 's/^[0-2][0-9]:[0-5][0-9]:[0-6][0-9] /00:00:00 /'
