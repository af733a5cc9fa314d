# needs: UNIX
on no-net -an
