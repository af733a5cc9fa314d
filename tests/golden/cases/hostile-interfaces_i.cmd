# needs: IFACES
on hostile-interfaces -i
