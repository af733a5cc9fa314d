# needs: PROGRAMS
on server -tanpW
