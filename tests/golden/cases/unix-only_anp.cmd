# needs: PROGRAMS UNIX
on unix-only -anp
