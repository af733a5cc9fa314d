# needs: FILTERS UNIX
[ $whose = ours ] || on server -xanW | awk 'NR < 3 || / (FREE|CONNECTING|DISCONNECTING) /'
on server -xanW --state free,connecting,disconnecting
