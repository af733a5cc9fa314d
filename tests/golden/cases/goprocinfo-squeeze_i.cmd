# needs: IFACES
on goprocinfo-squeeze -i
