# needs: INSTALL HELP
netlet
