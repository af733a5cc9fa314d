# needs: UNIX
on procfs-go-udp-broken -aneoW
