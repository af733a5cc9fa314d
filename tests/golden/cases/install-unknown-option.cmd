# needs: INSTALL
netlet --install -x a
