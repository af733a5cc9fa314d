# needs: UNIX
on unreadable -xan
