# needs: IFACES
# needs: JSON
on hostile-interfaces -ij
