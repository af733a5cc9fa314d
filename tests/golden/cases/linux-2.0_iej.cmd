# needs: IFACES
# needs: JSON
on linux-2.0 -iej
