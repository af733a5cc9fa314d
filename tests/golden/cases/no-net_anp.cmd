# needs: PROGRAMS UNIX
on no-net -anp
