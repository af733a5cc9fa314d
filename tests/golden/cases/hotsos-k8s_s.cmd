# needs: STATISTICS
on hotsos-k8s -s
