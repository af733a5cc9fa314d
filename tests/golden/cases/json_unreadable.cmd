# needs: JSON UNIX
on unreadable -anj
