# needs: PROGRAMS
on server -tanp
