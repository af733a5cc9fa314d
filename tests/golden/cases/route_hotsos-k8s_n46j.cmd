# needs: JSON
on_route hotsos-k8s -n46j
