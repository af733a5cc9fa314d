# needs: INSTALL HELP
netlet --help
