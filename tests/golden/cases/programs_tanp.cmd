# needs: PROGRAMS
on programs -tanp
