# needs: JSON
on_ifstat hostile-interfaces --total -j 2>&1 | sed 's/"timestamp":[0-9]*\.[0-9][0-9][0-9],/"timestamp":0,/'
