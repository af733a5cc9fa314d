# needs: IFACES
on interfaces -ie
