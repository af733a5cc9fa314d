# needs: UNIX
on hostile-unix -xln
