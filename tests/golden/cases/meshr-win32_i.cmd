# needs: IFACES
on meshr-win32 -i
