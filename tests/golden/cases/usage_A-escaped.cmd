# needs: UNIX
netstat -A "$(printf '\033[2J')"
