# needs: PROGRAMS
on server -tanpeo
