# needs: IFACES
on unix-only -i
