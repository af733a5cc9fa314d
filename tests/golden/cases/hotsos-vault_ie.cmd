# needs: IFACES
on hotsos-vault -ie
