# needs: PROGRAMS
on programs -tanpW
