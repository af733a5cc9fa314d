# needs: UNIX
on empty-files -xan
