# needs: INSTALL HELP
netlet -h
