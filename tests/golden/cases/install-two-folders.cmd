# needs: INSTALL
netlet --install a b
