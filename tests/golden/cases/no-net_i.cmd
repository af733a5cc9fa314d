# needs: IFACES
on no-net -i
