# needs: UNIX
on unreadable -an
