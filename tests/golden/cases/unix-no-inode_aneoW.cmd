# needs: UNIX
on unix-no-inode -aneoW
