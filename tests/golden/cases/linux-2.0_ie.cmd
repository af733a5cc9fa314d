# needs: IFACES
on linux-2.0 -ie
