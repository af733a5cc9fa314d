# needs: UNIX
on unix-only -an
