# needs: UNIX
on headings-only -xan
