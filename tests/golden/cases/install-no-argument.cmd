# needs: INSTALL
netlet --install
