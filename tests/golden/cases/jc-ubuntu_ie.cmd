# needs: IFACES
on jc-ubuntu -ie
