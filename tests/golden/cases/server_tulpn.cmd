# needs: PROGRAMS
on server -tulpn
