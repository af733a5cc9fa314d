# needs: UNIX
on hotsos-k8s -aneoW
