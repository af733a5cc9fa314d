# needs: UNIX
on hotsos-vault -aneoW
