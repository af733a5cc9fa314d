# needs: IFACES
on hotsos-k8s -ie
