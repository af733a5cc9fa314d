# needs: UNIX
on hotsos-vault -xan
