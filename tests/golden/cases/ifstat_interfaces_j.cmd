# needs: JSON
on_ifstat interfaces 0.001 2 -jTl | sed 's/"timestamp":[0-9]*\.[0-9][0-9][0-9],"seconds":0\.[0-9][0-9][0-9],/"timestamp":0,"seconds":0,/'
