# needs: UNIX
netstat -aneo --proc tests/roots/hotsos-k8s/proc | head -n 1
