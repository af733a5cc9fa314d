# needs: GROUPS
on hotsos-k8s -gn
