# needs: JSON UNIX
on unix-shapes -xanj
