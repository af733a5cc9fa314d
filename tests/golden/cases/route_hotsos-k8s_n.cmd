on_route hotsos-k8s -n
