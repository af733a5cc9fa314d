# needs: UNIX
on cut-in-inode -aneoW
