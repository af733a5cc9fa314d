# needs: ROUTES
on hotsos-k8s -rn
