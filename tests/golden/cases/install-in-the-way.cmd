# needs: INSTALL
links && echo mine > netstat && netlet --install -s .; echo "status $?" && cat netstat
