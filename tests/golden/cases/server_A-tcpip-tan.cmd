on server -A tcpip -tan
