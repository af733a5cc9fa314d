# needs: FILTERS PROGRAMS
netstat -tan $(for i in 1 2 3 4 5 6 7 8 9 10 11; do echo --program a --program b --program c; done)
