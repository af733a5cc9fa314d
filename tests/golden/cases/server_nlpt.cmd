# needs: PROGRAMS
on server -nlpt
