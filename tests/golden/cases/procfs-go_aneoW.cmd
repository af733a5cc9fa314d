# needs: UNIX
on procfs-go -aneoW
