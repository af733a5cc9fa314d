# needs: STATES
netstat --help "$(printf '\033[2J')"
