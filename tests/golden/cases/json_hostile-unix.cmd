# needs: JSON PROGRAMS UNIX
on hostile-unix -xanpj
