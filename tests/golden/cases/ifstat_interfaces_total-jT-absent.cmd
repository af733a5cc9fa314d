# needs: JSON
on_ifstat interfaces -q -jT --total -i nosuch | sed 's/"timestamp":[0-9]*\.[0-9][0-9][0-9],/"timestamp":0,/'
