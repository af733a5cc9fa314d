# needs: IFACES
on linux-2.1 -ie
