# needs: JSON UNIX
on unix-no-inode -xanj
