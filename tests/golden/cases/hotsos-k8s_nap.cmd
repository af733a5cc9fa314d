# needs: PROGRAMS UNIX
on hotsos-k8s -nap
