# needs: IFACES
on hostile-interfaces -ie
