# needs: FILTERS UNIX
on unix-shapes -xan --state unknown
