# needs: PROGRAMS UNIX
on server -axp
