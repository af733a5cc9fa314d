# needs: IFACES
on interfaces -i
