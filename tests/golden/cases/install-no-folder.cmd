# needs: INSTALL
links && netlet --install -s nowhere
