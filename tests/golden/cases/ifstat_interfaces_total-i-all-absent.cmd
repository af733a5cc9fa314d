on_ifstat interfaces --total -i nosuch,norsuch
