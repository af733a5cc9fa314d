on hotsos-k8s -tan6W
