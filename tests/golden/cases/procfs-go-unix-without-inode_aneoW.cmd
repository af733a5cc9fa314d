# needs: UNIX
on procfs-go-unix-without-inode -aneoW
