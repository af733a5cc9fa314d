# needs: PROGRAMS
on server -tanpeoW
