# needs: UNIX
on odd-timers -aneoW
