# needs: PROGRAMS UNIX
on hotsos-vault -aneop
