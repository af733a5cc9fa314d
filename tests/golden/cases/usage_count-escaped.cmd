# needs: COUNT
netstat -tan --count="$(printf '\033[2J')"
