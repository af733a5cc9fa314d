# needs: IFACES
# needs: JSON
on interfaces -iej
