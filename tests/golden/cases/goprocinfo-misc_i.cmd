# needs: IFACES
on goprocinfo-misc -i
