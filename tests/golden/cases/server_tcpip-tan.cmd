on server --tcpip -tan
